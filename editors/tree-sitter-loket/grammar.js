/**
 * The language of `.org` policy files, for editors. `grammar/org.pest` is the original: this one draws the same items and
 * leaves what is wrong to `loket check`.
 *
 * What is required but may be missing is optional here, and what fits nowhere is `unexpected`: as in the original, a mistake
 * reaches no further than the next item. A sound policy has no `unexpected` and no `ERROR`.
 */

// derived: keywords
const kw = {
  organisation: "organisation", location: "location", audience: "audience", channel: "channel", unit: "unit",
  theme: "theme", service: "service", record: "record", offer: "offer", responsible: "responsible",
  accountable: "accountable", consulted: "consulted", informed: "informed", supporting: "supporting", need: "need",
  allow: "allow", forbid: "forbid", handover: "handover", mandate: "mandate", delegate: "delegate", for: "for",
  of: "of", via: "via", serving: "serving", at: "at", when: "when", up_to: "up-to", from: "from", until: "until",
  because: "because", within: "within", share: "share", onward: "onward", warm: "warm", cold: "cold",
  callback: "callback", appointment: "appointment", forward: "forward", referral: "referral", expect: "expect",
  no: "no", to: "to", except: "except", by: "by"
};
const nouns = [kw.unit, kw.service, kw.channel, kw.record, kw.theme, kw.location, kw.audience, kw.organisation];
const heads = [
  kw.responsible, kw.allow, kw.offer, kw.accountable, kw.handover, kw.forbid, kw.consulted, kw.informed, kw.supporting,
  kw.mandate, kw.delegate, kw.need
];
const clauses = [
  kw.for, kw.of, kw.via, kw.because, kw.at, kw.serving, kw.from, kw.until, kw.within, kw.share, kw.up_to, kw.when,
  kw.to, kw.except, kw.by
];
const flags = [kw.warm, kw.cold, kw.callback, kw.appointment, kw.forward, kw.referral, kw.onward];
// derived: end

/** The heads by what follows them. */
const chain_heads = [kw.handover, kw.mandate, kw.delegate];
const right_heads = [kw.allow, kw.forbid];
const unit_heads = heads.filter((it) => ![kw.offer, kw.need, ...right_heads, ...chain_heads].includes(it));

const WORD = /[\p{XID_Start}_](-?\p{XID_Continue})*/;
const QUOTED = /`[^`\n]*`/;

const list = (rule) => seq(rule, repeat(seq(",", rule)));

/** A word and what belongs behind it. What can follow is never `unexpected`. */
const after = (word, ...rest) => prec.right(seq(word, ...rest.map((it) => optional(it))));

module.exports = grammar({
  name: "loket",

  word: ($) => $._word,

  extras: ($) => [/[ \t\r\n]/, $.comment],

  // A keyword is no name, wherever it stands: what is half written ends where the next item begins.
  reserved: { global: () => Object.values(kw) },

  // Whether a word is one more of a value or the next key shows only at the colon behind it.
  conflicts: ($) => [[$.value], [$.property]],

  rules: {
    source_file: ($) => repeat($._item),

    _item: ($) =>
      choice($.doc_comment, $.annotation, $.declaration, $.statement, $.unexpected_item, alias("}", $.unexpected)),

    comment: () => token(choice(/\/\/([^\/\r\n][^\r\n]*)?/, /\/\/\/\/[^\r\n]*/)),

    doc_comment: () => token(/\/\/\/([^\/\r\n][^\r\n]*)?/),

    // ---- Annotations

    annotation: ($) =>
      prec.right(seq("@", field("name", alias(token.immediate(WORD), $.annotation_name)), optional($.arguments))),

    arguments: ($) => seq("(", optional(list($.argument)), ")"),

    argument: ($) => seq(optional(seq(field("key", alias($._any_word, $.argument_name)), ":")), field("value", $._atom)),

    // ---- Declarations

    declaration: ($) =>
      prec.right(
        seq(
          field("noun", choice(...nouns)),
          field("name", $.name),
          repeat(choice(field("label", $.string), $.tag)),
          optional(field("body", $.block)),
        ),
      ),

    block: ($) => seq("{", repeat($._member), "}"),

    _member: ($) =>
      choice(
        $.property,
        $.doc_comment,
        $.annotation,
        $.declaration,
        // It does not belong here, but where a brace is missing it stands here.
        $.statement,
        ";",
        alias($._loose_member, $.unexpected),
      ),

    _loose_member: ($) => prec.dynamic(-1, choice($.name, $._loose)),

    property: ($) =>
      seq(
        field("key", alias($._any_name, $.key)),
        ":",
        optional(seq($.value, repeat(seq(choice(",", "->"), $.value)), optional(choice(",", "->")))),
      ),

    value: ($) => repeat1($._atom),

    _atom: ($) =>
      choice(alias($._atom_name, $.name), alias($._link, $.link), $.quantity, $.string, $.tag, $.wildcard),

    _atom_name: ($) => choice($._word, $._quoted),

    // A keyword inside a value: `via`, `from`, `within`. Those that begin an item end the value.
    _link: () => choice(...clauses, ...flags, kw.no),

    // ---- Statements

    statement: ($) =>
      prec.right(
        seq(optional($.expect), choice($._offer, $._responsibility, $._need, $._right, $._chain), repeat($._rest)),
      ),

    // What begins with no keyword of an item.
    unexpected_item: ($) => prec.right(repeat1($._rest)),

    _rest: ($) => choice($._clause, alias($._stray, $.unexpected)),

    expect: ($) => seq(kw.expect, optional(kw.no), optional(field("why", $.string))),

    _offer: ($) => after(field("head", kw.offer), field("services", $.selector)),

    _responsibility: ($) => after(field("head", choice(...unit_heads)), field("units", $.selector)),

    _need: ($) => after(field("head", kw.need), $._access),

    _right: ($) =>
      after(field("head", choice(...right_heads)), field("units", $.selector), $._grant),

    _grant: ($) => after(kw.to, $._access),

    _chain: ($) =>
      after(
        field("head", choice(...chain_heads)),
        field("units", $.selector),
        repeat1($._hop),
      ),

    _hop: ($) => after(choice("->", "<->"), field("units", $.selector)),

    _access: ($) => after(field("operations", $.selector), field("data", $.selector)),

    _clause: ($) =>
      choice(
        $.for_clause,
        $.of_clause,
        $.via_clause,
        $.serving_clause,
        $.at_clause,
        $.when_clause,
        $.up_to_clause,
        $.period_clause,
        $.because_clause,
        $.within_clause,
        $.share_clause,
        $.flag,
      ),

    for_clause: ($) => after(kw.for, field("tasks", $.selector)),
    of_clause: ($) => after(kw.of, field("services", $.selector)),
    via_clause: ($) => after(kw.via, field("channels", $.selector)),
    serving_clause: ($) => after(kw.serving, field("audiences", $.selector)),
    at_clause: ($) => after(kw.at, field("locations", $.selector)),
    when_clause: ($) => after(kw.when, list($.safeguard)),
    up_to_clause: ($) => after(kw.up_to, field("level", $.name)),
    period_clause: ($) => after(choice(kw.from, kw.until), field("day", $.quantity)),
    because_clause: ($) => after(kw.because, field("reason", $.string)),
    within_clause: ($) => after(kw.within, seq(field("time", $.quantity), optional(field("unit", alias($.name, $.unit))))),
    share_clause: ($) => after(kw.share, field("part", $.quantity)),
    flag: () => choice(...flags),

    safeguard: ($) =>
      prec.right(
        seq(
          field("word", $.name),
          optional(choice(field("level", alias($.name, $.level)), after(kw.by, field("unit", $.name)))),
        ),
      ),

    // ---- Selectors

    selector: ($) => prec.right(seq($._terms, optional(seq(kw.except, $._terms)))),

    _terms: ($) => prec.right(list(choice($.name, $.field_reference, $.wildcard, $.tag))),

    field_reference: ($) =>
      seq(
        field("record", $.name),
        token.immediate("."),
        field(
          "field",
          choice(
            alias(token.immediate(WORD), $.field),
            alias(token.immediate(QUOTED), $.field),
            alias(token.immediate("*"), $.wildcard),
          ),
        ),
      ),

    wildcard: () => "*",

    tag: () => token(seq("#", WORD)),

    // ---- What fits nowhere

    _stray: ($) => choice($.name, $.field_reference, $.tag, $.wildcard, ",", kw.to, kw.by, kw.except, kw.no, $._loose),

    _loose: ($) => choice($.quantity, $.string, $.sign),

    // Any sign that the language has no use for, alone or with others.
    sign: () => token(prec(-1, /[^\p{XID_Start}_0-9\s"`#@{}();:,*.\/]+/)),

    // ---- Words

    name: ($) => choice($._word, $._quoted),

    _any_name: ($) => choice($._any_word, $._quoted),

    // Where no keyword is meant, a keyword is a word like all others.
    _any_word: ($) => choice($._word, ...Object.values(kw)),

    _word: () => token(WORD),

    _quoted: () => token(QUOTED),

    quantity: () => /[0-9]([-:.\/+]?\p{XID_Continue}|%)*/,

    // Without its closing quote a text ends with its line.
    string: ($) =>
      seq(
        '"',
        repeat(choice(token.immediate(prec(1, /[^"\\\n\r]+/)), $.escape_sequence)),
        choice(token.immediate('"'), alias(token.immediate(/\r?\n/), $.unclosed)),
      ),

    escape_sequence: () => token.immediate(prec(1, /\\([^\n\ru]|u\{[0-9a-fA-F]*\})/)),
  },
});
