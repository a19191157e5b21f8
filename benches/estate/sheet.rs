//! The text of one file while it grows.

#[derive(Default)]
pub(crate) struct Sheet {
    text: String,
    statements: usize,
}

impl Sheet {
    /// A line that is no statement.
    pub(crate) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// One statement, with the annotations and comments that stand before it on lines of their own.
    pub(crate) fn say(&mut self, statement: &str) {
        self.line(statement);
        self.statements += 1;
    }

    pub(crate) fn statements(&self) -> usize {
        self.statements
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// Names as a selector: `A, B, C`.
pub(crate) fn list<S: AsRef<str>>(names: &[S]) -> String {
    let mut text = String::new();
    for name in names {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(name.as_ref());
    }
    text
}
