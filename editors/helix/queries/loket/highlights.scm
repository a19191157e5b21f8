; Derived from editors/tree-sitter-loket/queries/highlights.scm by `cargo test`.
(comment) @comment

(doc_comment) @comment.line.documentation

(string) @string

(escape_sequence) @constant.character.escape

(quantity) @constant.numeric

(unit) @constant.numeric

(tag) @label

(selector (name) @variable)

(value (name) @variable)

(argument (name) @variable)

(declaration name: (name) @namespace)

(declaration noun: "unit" name: (name) @type)

(declaration noun: "record" name: (name) @type)

(declaration noun: ["service" "theme"] name: (name) @function)

(statement units: (selector (name) @type))

(safeguard unit: (name) @type)

(statement services: (selector (name) @function))

(of_clause services: (selector (name) @function))

(statement data: (selector (name) @type))

(field_reference record: (name) @type)

(field_reference field: (field) @variable.other.member)

((selector (name) @type.builtin)
  (#any-of? @type.builtin
    "board" "directorate" "front" "kcc" "mid" "back" "team" "staff" "oversight" "partner" "sync" "async" "physical"
    "digital" "phone" "counter" "visit" "video" "chat" "chatbot" "web" "portal" "app" "form" "email" "letter" "message"
    "messagebox" "social" "sms" "kiosk" "api" "simple" "composite" "specialist" "note" "public" "internal" "contact"
    "legal" "personal" "special" "authentic" "decision" "payment"
  )
)

(for_clause tasks: (selector ((name) @constant.builtin
  (#any-of? @constant.builtin
    "inform" "intake" "handle" "advise" "decide" "deliver" "aftercare" "review" "policy" "content" "quality" "knowledge"
    "budget" "privacy" "steering" "capacity" "operation" "technology" "change"
  )
)))

(statement operations: (selector ((name) @constant.builtin
  (#any-of? @constant.builtin "read" "create" "update" "delete" "reopen" "force" "write")
)))

((value (name) @constant.builtin)
  (#any-of? @constant.builtin
    "board" "directorate" "front" "kcc" "mid" "back" "team" "staff" "oversight" "partner" "phone" "counter" "visit"
    "video" "chat" "chatbot" "web" "portal" "app" "form" "email" "letter" "message" "messagebox" "social" "sms" "kiosk"
    "api" "sync" "async" "physical" "digital" "simple" "composite" "specialist" "note" "public" "internal" "contact"
    "legal" "personal" "special" "authentic" "decision" "payment" "openbaar" "beperkt_openbaar" "intern"
    "zaakvertrouwelijk" "vertrouwelijk" "confidentieel" "geheim" "zeer_geheim" "none" "low" "substantial" "high" "bound"
    "some" "wide" "limited" "dienst" "kanaal" "frontoffice" "gemeente" "overheid" "teams" "mixed" "formal" "informal"
    "medium" "chain" "network" "shared" "outsourced" "insourced" "supplier" "yes" "no" "inform" "intake" "handle"
    "advise" "decide" "deliver" "aftercare" "review" "policy" "content" "quality" "knowledge" "budget" "privacy"
    "steering" "capacity" "operation" "technology" "change"
  )
)

((value (name) @constant.builtin)
  (#match? @constant.builtin "^(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?$")
)

((value (name) @keyword.operator)
  (#any-of? @keyword.operator "source" "confidential" "assurance")
)

(value (quantity) . ((name) @constant.numeric
  (#any-of? @constant.numeric
    "s" "sec" "second" "seconds" "m" "min" "minute" "minutes" "h" "hour" "hours" "d" "day" "days" "w" "week" "weeks"
    "workday" "workdays" "fte"
  )
))

((safeguard word: (name) @function.builtin)
  (#any-of? @function.builtin "verified" "four-eyes" "after-check" "logged" "in-case" "reversible" "notified")
)

(safeguard level: (level) @constant.builtin)

(up_to_clause level: (name) @constant.builtin)

(wildcard) @constant.character

(key) @variable.other.member

((key) @attribute (#match? @attribute "^x-"))

(declaration noun: "record" body: (block (property key: (key) @variable.other.member)))

(annotation "@" @attribute name: (annotation_name) @attribute)

(argument_name) @variable.parameter

[ "unit" "service" "channel" "record" "theme" "location" "audience" "organisation" ]
@keyword.storage.type

[
  "responsible" "allow" "offer" "accountable" "handover" "forbid" "consulted" "informed" "supporting" "mandate"
  "delegate" "need"
]
@keyword

(expect ["expect" "no"] @keyword.control.conditional)

[ "for" "of" "via" "because" "at" "serving" "from" "until" "within" "share" "up-to" "when" "to" "except" "by" ]
@keyword.operator

(link) @keyword.operator

((link) @constant.builtin (#eq? @constant.builtin "no"))

[ "warm" "cold" "callback" "appointment" "forward" "referral" "onward" ]
@keyword.storage.modifier

(key _ @variable.other.member)

(declaration noun: "record" body: (block (property key: (key _ @variable.other.member))))

(argument_name _ @variable.parameter)

["->" "<->"] @operator

["," ";" ":" "."] @punctuation.delimiter

["{" "}" "(" ")"] @punctuation.bracket

(unexpected (sign) @error)

((unexpected) @error (#eq? @error "}"))
