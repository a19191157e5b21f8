//! A matrix as a workbook: the table with frozen heads, filters, colours beside the text, and notes with the statements behind
//! cells; what it means on a second sheet. The same matrix gives the same bytes.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::{changes, grouped, mistakes, short, subtitle, summary, title, told};
use crate::matrix::{Cell, Mark, Matrix};
use crate::render::safe;

/// What a sheet can hold.
const ROWS: usize = 1_048_576;
const COLUMNS: usize = 16_384;
/// Characters of a cell.
const TEXT: usize = 32_767;
/// Cells with a note; more make a workbook that opens slowly.
const NOTES: usize = 20_000;
/// Statements in a note.
const STATEMENTS: usize = 12;
/// A statement in a note is cut after so many characters.
const STATEMENT: usize = 400;
/// Changes that are listed.
const CHANGES: usize = 10_000;

/// The widths of columns, in characters.
const NARROW: usize = 4;
const WIDE: usize = 36;
/// The height of a line, in points.
const LINE: usize = 15;
/// Columns that are wider together are printed on several pages, so that they can be read.
const PRINTED: usize = 180;

/// The bytes of the workbook, or why there is none.
pub fn bytes(matrix: &Matrix) -> Result<Vec<u8>, String> {
    let (rows, columns) = (matrix.rows.len() + 2, matrix.columns.len() + 2);
    if rows > ROWS || columns > COLUMNS {
        return Err(format!(
            "a workbook holds {ROWS} rows and {COLUMNS} columns, and this matrix needs {rows} and {columns}: filter it, or \
             write it as CSV"
        ));
    }
    build(matrix).map_err(|error| format!("the workbook cannot be made: {error}"))
}

fn build(matrix: &Matrix) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A clock would make every workbook another one.
    let made = ExcelDateTime::parse_from_str(&matrix.as_of).or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
    let properties = DocProperties::new()
        .set_title(text(&title(matrix)))
        .set_subject(text(&subtitle(matrix)))
        .set_author("loket")
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    let sheet = workbook.add_worksheet();
    sheet.set_name(matrix.view.name())?;
    let left_out = table(sheet, matrix)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("legend")?;
    legend(sheet, matrix, left_out)?;
    workbook.save_to_buffer()
}

/// How cells look: what is marked or heavy has a colour, and the text says it too.
struct Formats {
    head: Format,
    turned: Format,
    name: Format,
    plain: Format,
    bad: Format,
    tiers: [Format; 5],
}

impl Formats {
    fn new() -> Self {
        let bold = || Format::new().set_bold().set_background_color(0x00E7_ECF1).set_border_bottom(FormatBorder::Thin);
        let cell = || Format::new().set_align(FormatAlign::Top).set_text_wrap();
        let tier = |color: u32| cell().set_background_color(color);
        Self {
            head: bold().set_align(FormatAlign::Bottom),
            turned: bold().set_rotation(90).set_align(FormatAlign::Bottom),
            name: Format::new().set_align(FormatAlign::Top),
            plain: cell(),
            bad: cell().set_bold().set_background_color(0x00F8_C9C4).set_font_color(0x0080_1010),
            tiers: [cell(), tier(0x00E6_F2E0), tier(0x00FF_F5CC), tier(0x00FC_D9A8), tier(0x00E3_B7DC).set_bold()],
        }
    }

    fn of(&self, cell: &Cell) -> &Format {
        match (cell.now.mark, cell.now.tier) {
            (Mark::Gap | Mark::Conflict, _) => &self.bad,
            (Mark::None, Some(tier)) => &self.tiers[usize::from(tier.min(4))],
            (Mark::None, None) => &self.plain,
        }
    }
}

/// Writes the table; the number of cells whose note is left out.
fn table(sheet: &mut Worksheet, matrix: &Matrix) -> Result<usize, XlsxError> {
    let formats = Formats::new();
    let row_groups = grouped(&matrix.rows);
    let column_groups = grouped(&matrix.columns);
    let first = u16::from(row_groups) + 1;
    let top = u32::from(column_groups);

    let contents: Vec<String> = matrix.contents().iter().map(|it| text(&short(it))).collect();
    let names: Vec<String> = matrix.columns.iter().map(|it| text(&it.id)).collect();
    let mut widths = widths(matrix, &contents);
    // Heads stand upright where they would make most columns wider than what is in them.
    let mean = |all: usize| all / names.len().max(1);
    let turned = mean(names.iter().map(|it| it.width()).sum()) > mean(widths.iter().sum()) + 2;
    let format = if turned { &formats.turned } else { &formats.head };
    for (width, name) in widths.iter_mut().zip(&names).filter(|_| !turned) {
        // With room for the sign of the filter.
        *width = (*width).max(name.width() + 3);
    }
    for row in 0..=top {
        for column in 0..first {
            sheet.write_blank(row, column, &formats.head)?;
        }
    }
    if row_groups {
        sheet.write_string_with_format(top, 0, "group", &formats.head)?;
    }
    sheet.write_string_with_format(top, first - 1, matrix.nouns[0], &formats.head)?;
    let mut group = None;
    for (at, (head, (name, &width))) in (first..).zip(matrix.columns.iter().zip(names.iter().zip(&widths))) {
        sheet.write_string_with_format(top, at, name, format)?;
        if column_groups {
            // A group is named where it begins.
            match head.group.as_deref().filter(|_| group != head.group.as_deref()) {
                Some(name) => sheet.write_string_with_format(0, at, text(name), &formats.head)?,
                None => sheet.write_blank(0, at, &formats.head)?,
            };
            group = head.group.as_deref();
        }
        sheet.set_column_width(at, as_width(width))?;
    }
    if turned {
        let tallest = names.iter().map(|it| it.width()).max().unwrap_or(0);
        sheet.set_row_height(top, as_width(tallest * 6 + 24).min(240.0))?;
    }
    let longest = |names: &mut dyn Iterator<Item = usize>| as_width(names.max().unwrap_or(0).clamp(8, WIDE));
    if row_groups {
        let mut names = matrix.rows.iter().filter_map(|it| it.group.as_ref()).map(|it| it.width());
        sheet.set_column_width(0, longest(&mut names))?;
    }
    sheet.set_column_width(first - 1, longest(&mut matrix.rows.iter().map(|it| it.name.width())))?;

    let notes: Vec<Option<Note>> = matrix.contents().iter().map(|it| note(matrix, it)).collect();
    let (mut noted, mut left_out) = (0, 0);
    for (at, (row, head)) in (top + 1..).zip(matrix.rows.iter().enumerate()) {
        if row_groups {
            sheet.write_string_with_format(at, 0, text(head.group.as_deref().unwrap_or_default()), &formats.name)?;
        }
        sheet.write_string_with_format(at, first - 1, text(&head.name), &formats.name)?;
        // Not every reader makes a row as high as the lines in it.
        let lines = |&(column, cell): &(u32, u32)| contents[cell as usize].width() / widths[column as usize] + 1;
        let height = matrix.places(row).iter().map(lines).max().unwrap_or(1);
        if height > 1 {
            sheet.set_row_height(at, as_width((height * LINE).min(400)))?;
        }
        for &(column, cell) in matrix.places(row) {
            let column = first + u16::try_from(column).unwrap_or(u16::MAX);
            let cell = cell as usize;
            sheet.write_string_with_format(at, column, &contents[cell], formats.of(&matrix.contents()[cell]))?;
            if let Some(note) = &notes[cell] {
                if noted < NOTES {
                    sheet.insert_note(at, column, note)?;
                    noted += 1;
                } else {
                    left_out += 1;
                }
            }
        }
    }
    sheet.set_freeze_panes(top + 1, first)?;
    let last = top + u32::try_from(matrix.rows.len()).unwrap_or(u32::MAX);
    let right = first + u16::try_from(matrix.columns.len()).unwrap_or(u16::MAX);
    sheet.autofilter(top, 0, last.max(top), right.saturating_sub(1))?;
    sheet.set_landscape();
    sheet.set_repeat_rows(0, top)?;
    sheet.set_repeat_columns(0, first - 1)?;
    if widths.iter().sum::<usize>() <= PRINTED {
        sheet.set_print_fit_to_pages(1, 0);
    }
    Ok(left_out)
}

/// The width of every column by what stands in it.
fn widths(matrix: &Matrix, contents: &[String]) -> Vec<usize> {
    let mut out = vec![NARROW; matrix.columns.len()];
    for &(column, cell) in (0..matrix.rows.len()).flat_map(|row| matrix.places(row)) {
        let width = contents[cell as usize].width() + 1;
        let place = &mut out[column as usize];
        *place = width.clamp(*place, WIDE);
    }
    out
}

fn as_width(characters: usize) -> f64 {
    u32::try_from(characters).map_or(240.0, f64::from)
}

/// The facts of a cell in words, and the statements behind it.
fn note(matrix: &Matrix, cell: &Cell) -> Option<Note> {
    let mut lines: Vec<String> = cell.now.facts.iter().map(crate::matrix::Fact::words).collect();
    for (day, state) in &cell.later {
        lines.push(format!("from {day}: {}", told(state)));
        lines.extend(state.facts.iter().map(|it| format!("  {}", it.words())));
    }
    if lines.is_empty() && cell.statements.is_empty() {
        return None;
    }
    for &at in cell.statements.iter().take(STATEMENTS) {
        let it = &matrix.statements[at as usize];
        let cut: String = it.text.chars().take(STATEMENT).collect();
        let more = if cut.len() < it.text.len() { "…" } else { "" };
        lines.push(format!("{}:{}: {cut}{more}", it.file, it.line));
    }
    if cell.statements.len() > STATEMENTS {
        lines.push(format!("and {} statements more", cell.statements.len() - STATEMENTS));
    }
    let lines: Vec<String> = lines.iter().map(|it| safe::text(it).into_owned()).collect();
    let height = lines.iter().map(|it| it.width() / 50 + 1).sum::<usize>() * 15 + 12;
    let height = u32::try_from(height.clamp(40, 600)).unwrap_or(600);
    let note = Note::new(shortened(&lines.join("\n"))).set_author("loket").add_author_prefix(false);
    Some(note.set_width(380).set_height(height))
}

fn legend(sheet: &mut Worksheet, matrix: &Matrix, left_out: usize) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 90)?;
    sheet.write_string_with_format(0, 0, text(&title(matrix)), &bold)?;
    let mut row = 1;
    let mut pair = |sheet: &mut Worksheet, one: &str, two: &str| -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, 0, text(one), &wrap)?;
        sheet.write_string_with_format(row, 1, text(two), &wrap)?;
        row += 1;
        Ok(())
    };
    pair(sheet, "policy", &matrix.root)?;
    pair(sheet, "as of", &matrix.as_of)?;
    for (flag, selector) in &matrix.filters {
        pair(sheet, flag, selector)?;
    }
    pair(sheet, "size", &summary(matrix))?;
    for note in mistakes(matrix).iter().chain(&matrix.notes) {
        pair(sheet, "note", note)?;
    }
    if left_out > 0 {
        let note =
            format!("{left_out} cells have no note: only the first {NOTES} have one; filter the matrix to see more");
        pair(sheet, "note", &note)?;
    }
    pair(sheet, "", "")?;
    for (sign, meaning) in &matrix.legend {
        pair(sheet, sign, meaning)?;
    }
    let mut listed = 0;
    for (day, all) in &changes(matrix) {
        for change in all {
            if listed == 0 {
                pair(sheet, "", "")?;
            }
            listed += 1;
            if listed <= CHANGES {
                pair(sheet, &format!("from {day}"), &change.words())?;
            }
        }
    }
    Ok(())
}

/// A text that a cell can hold, without control characters.
fn text(text: &str) -> String {
    shortened(&safe::text(text))
}

fn shortened(text: &str) -> String {
    if text.chars().count() < TEXT { text.to_owned() } else { text.chars().take(TEXT - 1).chain(['…']).collect() }
}
