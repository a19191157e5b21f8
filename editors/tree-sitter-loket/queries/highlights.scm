; Later patterns win. The names of the captures are those of Neovim; `cargo test` derives the files of Helix and Zed, and the
; copy that Neovim loads, from this one.

; ── Comments and texts ──────────────────────────────────────────────────────────────────────────────────────────────

(comment) @comment
(doc_comment) @comment.documentation

(string) @string
(escape_sequence) @string.escape

(quantity) @number
(unit) @number

(tag) @label

; ── Names ───────────────────────────────────────────────────────────────────────────────────────────────────────────

(selector (name) @variable)
(value (name) @variable)
(argument (name) @variable)

(declaration name: (name) @module)
(declaration noun: "unit" name: (name) @type)
(declaration noun: "record" name: (name) @type)
(declaration noun: ["service" "theme"] name: (name) @function)

(statement units: (selector (name) @type))
(safeguard unit: (name) @type)
(statement services: (selector (name) @function))
(of_clause services: (selector (name) @function))
(statement data: (selector (name) @type))
(field_reference record: (name) @type)
(field_reference field: (field) @variable.member)

; ── Words of the vocabulary ─────────────────────────────────────────────────────────────────────────────────────────

((selector (name) @type.builtin)
; derived: any class type.builtin
  (#any-of? @type.builtin
    "board" "directorate" "front" "kcc" "mid" "back" "team" "staff" "oversight" "partner" "sync" "async" "physical"
    "digital" "phone" "counter" "visit" "video" "chat" "chatbot" "web" "portal" "app" "form" "email" "letter" "message"
    "messagebox" "social" "sms" "kiosk" "api" "simple" "composite" "specialist" "note" "public" "internal" "contact"
    "legal" "personal" "special" "authentic" "decision" "payment"
  )
; derived: end
)

(for_clause tasks: (selector ((name) @constant.builtin
; derived: any task constant.builtin
  (#any-of? @constant.builtin
    "inform" "intake" "handle" "advise" "decide" "deliver" "aftercare" "review" "policy" "content" "quality" "knowledge"
    "budget" "privacy" "steering" "capacity" "operation" "technology" "change"
  )
; derived: end
)))

(statement operations: (selector ((name) @constant.builtin
; derived: any act constant.builtin
  (#any-of? @constant.builtin "read" "create" "update" "delete" "reopen" "force" "write")
; derived: end
)))

((value (name) @constant.builtin)
; derived: any choice constant.builtin
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
; derived: end
)

((value (name) @constant.builtin)
; derived: span weekday constant.builtin
  (#match? @constant.builtin "^(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?$")
; derived: end
)

((value (name) @keyword.operator)
; derived: any field-word keyword.operator
  (#any-of? @keyword.operator "source" "confidential" "assurance")
; derived: end
)

(value (quantity) . ((name) @number
; derived: any counted number
  (#any-of? @number
    "s" "sec" "second" "seconds" "m" "min" "minute" "minutes" "h" "hour" "hours" "d" "day" "days" "w" "week" "weeks"
    "workday" "workdays" "fte"
  )
; derived: end
))

((safeguard word: (name) @function.builtin)
; derived: any safeguard function.builtin
  (#any-of? @function.builtin "verified" "four-eyes" "after-check" "logged" "in-case" "reversible" "notified")
; derived: end
)

(safeguard level: (level) @constant.builtin)
(up_to_clause level: (name) @constant.builtin)

(wildcard) @character.special

; ── Properties and annotations ──────────────────────────────────────────────────────────────────────────────────────

(key) @property
((key) @attribute (#match? @attribute "^x-"))
(declaration noun: "record" body: (block (property key: (key) @variable.member)))

(annotation "@" @attribute name: (annotation_name) @attribute)
(argument_name) @variable.parameter

; ── Keywords ────────────────────────────────────────────────────────────────────────────────────────────────────────

; derived: tokens noun
[ "unit" "service" "channel" "record" "theme" "location" "audience" "organisation" ]
; derived: end
@keyword.type

; derived: tokens head
[
  "responsible" "allow" "offer" "accountable" "handover" "forbid" "consulted" "informed" "supporting" "mandate"
  "delegate" "need"
]
; derived: end
@keyword

(expect ["expect" "no"] @keyword.conditional)

; derived: tokens clause
[ "for" "of" "via" "because" "at" "serving" "from" "until" "within" "share" "up-to" "when" "to" "except" "by" ]
; derived: end
@keyword.operator

(link) @keyword.operator
((link) @constant.builtin (#eq? @constant.builtin "no"))

; derived: tokens flag
[ "warm" "cold" "callback" "appointment" "forward" "referral" "onward" ]
; derived: end
@keyword.modifier

; A keyword that is a key is a key.
(key _ @property)
(declaration noun: "record" body: (block (property key: (key _ @variable.member))))
(argument_name _ @variable.parameter)

; ── Signs ───────────────────────────────────────────────────────────────────────────────────────────────────────────

["->" "<->"] @operator
["," ";" ":" "."] @punctuation.delimiter
["{" "}" "(" ")"] @punctuation.bracket

; ── Mistakes ────────────────────────────────────────────────────────────────────────────────────────────────────────

(unexpected (sign) @error)
((unexpected) @error (#eq? @error "}"))
