;;; loket-mode.el --- Major mode for the policies of Loket  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages

;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Colours, indents and lists the items of Loket's `.org' files.
;;
;; The ending belongs to Org mode too.  `loket-policy-p' decides, and `magic-mode-alist' asks it before Emacs looks at the
;; ending.  A file is a policy if its first line that is not blank begins with a comment or a keyword.  It is an outline if
;; that line is a heading, a `#' line or a drawer.  If it is neither, a `loket.toml' in a folder above makes it a policy.

;;; Code:

(require 'imenu)

;;;; Words

;; derived: keyword, stop, noun, served-noun, other-noun, head, unit-head, item, clause, plain-clause, flag, test
(defconst loket--keyword '(
    "organisation" "location" "audience" "channel" "unit" "theme" "service" "record" "offer" "responsible" "accountable"
    "consulted" "informed" "supporting" "need" "allow" "forbid" "handover" "mandate" "delegate" "for" "of" "via"
    "serving" "at" "when" "up-to" "from" "until" "because" "within" "share" "onward" "warm" "cold" "callback"
    "appointment" "forward" "referral" "expect" "no" "to" "except" "by"))
(defconst loket--stop '(
    "organisation" "location" "audience" "channel" "unit" "theme" "service" "record" "offer" "responsible" "accountable"
    "consulted" "informed" "supporting" "need" "allow" "forbid" "handover" "mandate" "delegate" "for" "of" "via"
    "serving" "at" "when" "up-to" "from" "until" "because" "within" "share" "onward" "warm" "cold" "callback"
    "appointment" "forward" "referral" "expect" "no" "to" "by"))
(defconst loket--noun '("unit" "service" "channel" "record" "theme" "location" "audience" "organisation"))
(defconst loket--served-noun '("theme" "service"))
(defconst loket--other-noun '("unit" "channel" "location" "audience" "organisation"))
(defconst loket--head '(
    "responsible" "allow" "offer" "accountable" "handover" "forbid" "consulted" "informed" "supporting" "mandate"
    "delegate" "need"))
(defconst loket--unit-head '(
    "responsible" "allow" "accountable" "handover" "forbid" "consulted" "informed" "supporting" "mandate" "delegate"))
(defconst loket--item '(
    "unit" "service" "channel" "record" "theme" "location" "audience" "organisation" "responsible" "allow" "offer"
    "accountable" "handover" "forbid" "consulted" "informed" "supporting" "mandate" "delegate" "need" "expect"))
(defconst loket--clause '(
    "for" "of" "via" "because" "at" "serving" "from" "until" "within" "share" "up-to" "when" "to" "except" "by"))
(defconst loket--plain-clause '("from" "until" "within" "share" "because"))
(defconst loket--flag '("warm" "cold" "callback" "appointment" "forward" "referral" "onward"))
(defconst loket--test '("expect" "no"))
;; derived: end
;; derived: class, task, act, safeguard, level, choice, weekday, link, field-word, form, per, counted
(defconst loket--class '(
    "board" "directorate" "front" "kcc" "mid" "back" "team" "staff" "oversight" "partner" "sync" "async" "physical"
    "digital" "phone" "counter" "visit" "video" "chat" "chatbot" "web" "portal" "app" "form" "email" "letter" "message"
    "messagebox" "social" "sms" "kiosk" "api" "simple" "composite" "specialist" "note" "public" "internal" "contact"
    "legal" "personal" "special" "authentic" "decision" "payment"))
(defconst loket--task '(
    "inform" "intake" "handle" "advise" "decide" "deliver" "aftercare" "review" "policy" "content" "quality" "knowledge"
    "budget" "privacy" "steering" "capacity" "operation" "technology" "change"))
(defconst loket--act '("read" "create" "update" "delete" "reopen" "force" "write"))
(defconst loket--safeguard '("verified" "four-eyes" "after-check" "logged" "in-case" "reversible" "notified"))
(defconst loket--level '(
    "openbaar" "beperkt_openbaar" "intern" "zaakvertrouwelijk" "vertrouwelijk" "confidentieel" "geheim" "zeer_geheim"
    "none" "low" "substantial" "high"))
(defconst loket--choice '(
    "board" "directorate" "front" "kcc" "mid" "back" "team" "staff" "oversight" "partner" "phone" "counter" "visit"
    "video" "chat" "chatbot" "web" "portal" "app" "form" "email" "letter" "message" "messagebox" "social" "sms" "kiosk"
    "api" "sync" "async" "physical" "digital" "simple" "composite" "specialist" "note" "public" "internal" "contact"
    "legal" "personal" "special" "authentic" "decision" "payment" "openbaar" "beperkt_openbaar" "intern"
    "zaakvertrouwelijk" "vertrouwelijk" "confidentieel" "geheim" "zeer_geheim" "none" "low" "substantial" "high" "bound"
    "some" "wide" "limited" "dienst" "kanaal" "frontoffice" "gemeente" "overheid" "teams" "mixed" "formal" "informal"
    "medium" "chain" "network" "shared" "outsourced" "insourced" "supplier" "yes" "no" "inform" "intake" "handle"
    "advise" "decide" "deliver" "aftercare" "review" "policy" "content" "quality" "knowledge" "budget" "privacy"
    "steering" "capacity" "operation" "technology" "change"))
(defconst loket--weekday '("mon" "tue" "wed" "thu" "fri" "sat" "sun"))
(defconst loket--link '("via" "from" "within"))
(defconst loket--field-word '("source" "confidential" "assurance"))
(defconst loket--form '(
    "s" "sec" "second" "seconds" "m" "min" "minute" "minutes" "h" "hour" "hours" "d" "day" "days" "w" "week" "weeks"
    "workday" "workdays"))
(defconst loket--per '("s" "sec" "second" "min" "minute" "h" "hour" "d" "day" "w" "week" "month" "y" "year"))
(defconst loket--counted '(
    "s" "sec" "second" "seconds" "m" "min" "minute" "minutes" "h" "hour" "hours" "d" "day" "days" "w" "week" "weeks"
    "workday" "workdays" "fte"))
;; derived: end

(defconst loket--name "\\(?:`[^`\n]*`\\|[[:alpha:]_][[:alnum:]_]*\\(?:-[[:alnum:]_]+\\)*\\)"
  "A name, in backticks or without.")

(defun loket--any (words)
  "A pattern of any of WORDS as a word of its own that is no key."
  (concat "\\_<" (regexp-opt words t) "\\_>"))

(defun loket--these (&rest words)
  "The same for the keywords WORDS, which the language must have."
  (dolist (word words)
    (unless (member word loket--keyword)
      (error "The language has no keyword `%s'" word)))
  (loket--any words))

;;;; Faces

(defgroup loket nil
  "The policies of Loket."
  :group 'languages)

(defmacro loket--faces (&rest faces)
  "Define FACES: each a name, the face it is like, and what it is for."
  `(progn
     ,@(mapcar (lambda (it)
                 `(defface ,(intern (format "loket-%s" (nth 0 it)))
                    '((t :inherit ,(nth 1 it)))
                    ,(format "Face of %s." (nth 2 it))
                    :group 'loket))
               faces)))

(loket--faces
 (noun font-lock-keyword-face "the nouns of declarations")
 (head font-lock-keyword-face "the heads of statements")
 (clause font-lock-keyword-face "the words of clauses")
 (flag font-lock-keyword-face "clauses of one word")
 (test font-lock-preprocessor-face "`expect' and `no'")
 (unit font-lock-type-face "units")
 (record font-lock-type-face "records")
 (service font-lock-function-name-face "services and themes")
 (thing font-lock-variable-name-face "all else that is declared")
 (name default "other names")
 (field font-lock-variable-name-face "the fields of records")
 (key font-lock-variable-name-face "the keys of properties")
 (own-key font-lock-preprocessor-face "properties of the writer's own, and unknown ones")
 (class font-lock-builtin-face "words for classes, in selectors")
 (task font-lock-constant-face "tasks")
 (operation font-lock-constant-face "operations on data")
 (safeguard font-lock-builtin-face "safeguards")
 (level font-lock-constant-face "levels")
 (choice font-lock-constant-face "words that are values")
 (quantity font-lock-constant-face "quantities")
 (tag font-lock-preprocessor-face "tags")
 (annotation font-lock-preprocessor-face "annotations")
 (argument font-lock-variable-name-face "the keys of arguments")
 (arrow font-lock-keyword-face "arrows")
 (wildcard font-lock-builtin-face "the star")
 (escape font-lock-builtin-face "escapes in texts")
 (error font-lock-warning-face "what the language has no use for"))

;;;; Syntax

(defvar loket-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?/ ". 12" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?- "_" table)
    (modify-syntax-entry ?` "." table)
    (modify-syntax-entry ?' "." table)
    (dolist (sign '(?* ?# ?@ ?< ?> ?= ?% ?. ?, ?: ?\;))
      (modify-syntax-entry sign "." table))
    table)
  "Syntax table of `loket-mode'.")

(defconst loket--unclosed "\"\\(?:\\\\.\\|[^\"\\\n]\\)*\\(\n\\)"
  "A text without its closing quote; the group is the end of its line.")

(defun loket--propertize (start end)
  "End unclosed texts between START and END with their line."
  (goto-char start)
  (while (re-search-forward "\"\\|//" end t)
    (let ((at (match-beginning 0)))
      (cond
       ((eq (char-after at) ?/) (forward-line 1))
       ((progn (goto-char at) (looking-at "\"\\(?:\\\\.\\|[^\"\\\n]\\)*\"")) (goto-char (match-end 0)))
       ((looking-at loket--unclosed)
        ;; Both ends become the fences of a text.
        (put-text-property at (1+ at) 'syntax-table (string-to-syntax "|"))
        (put-text-property (match-beginning 1) (match-end 1) 'syntax-table (string-to-syntax "|"))
        (goto-char (match-end 0)))
       (t (goto-char (1+ at)))))))

(defun loket--text-face (state)
  "The face of the text or comment that STATE is in."
  (cond
   ((nth 3 state) 'font-lock-string-face)
   ((save-excursion (goto-char (nth 8 state)) (looking-at-p "///\\(?:[^/]\\|$\\)")) 'font-lock-doc-face)
   (t 'font-lock-comment-face)))

;;;; Colours

(defconst loket--end-of-names
  (concat "\\_<" (regexp-opt loket--stop) "\\_>\\|[]{};@)\"]\\|///")
  "What ends a list of names.")

(defconst loket--end-of-safeguards
  (concat "\\_<" (regexp-opt (remove "by" loket--stop)) "\\_>\\|[]{};@)\"]\\|///")
  "What ends a list of safeguards.")

(defconst loket--end-of-value
  (concat loket--name "[ \t]*:\\|\\_<" (regexp-opt loket--item) "\\_>\\|[]{};@]\\|///")
  "What ends the value of a property.")

(defun loket--until (pattern)
  "The place where PATTERN is found outside comments and texts, and there the font lock stops."
  (save-excursion
    (let ((found nil))
      (while (and (not found) (re-search-forward pattern nil 'move))
        (let ((state (syntax-ppss (match-beginning 0))))
          (cond
           ((nth 4 state) (forward-line 1))
           ((nth 3 state) (goto-char (1+ (match-beginning 0))))
           ;; In backticks there is no keyword.
           ((loket--quoted-p (match-beginning 0)) (goto-char (match-end 0)))
           (t (setq found (match-beginning 0))))))
      (or found (point-max)))))

(defun loket--quoted-p (at)
  "Whether the place AT is inside backticks."
  (save-excursion
    (let ((count 0))
      (goto-char (line-beginning-position))
      (while (search-forward "`" at t) (setq count (1+ count)))
      (= 1 (% count 2)))))

(defun loket--extend (pattern)
  "Mark the text up to PATTERN as one piece for font lock, and give its end."
  (let ((end (loket--until pattern)))
    (put-text-property (match-beginning 0) end 'font-lock-multiline t)
    end))

(defun loket--names (head face &rest names)
  "Colour HEAD, a pattern of keywords, in FACE, and after it NAMES, each a pattern and its face, the first that fits."
  `((,(concat head "\\(?:[ \t]*:\\)?")
     ;; What a colon follows is a key.
     (1 (unless (eq (char-before (match-end 0)) ?:) ',face))
     ,@(mapcar
        (lambda (it)
          `(,(car it)
            (if (eq (char-before (match-end 0)) ?:) (point) (loket--extend loket--end-of-names))
            (goto-char (match-end 1))
            ,@(cdr it)))
        names))))

(defconst loket--class `(,(loket--any loket--class) (0 'loket-class)))

(defvar loket-font-lock-keywords
  (append
   `((,(concat "@\\(" loket--name "\\)") (0 'loket-annotation))
     ;; Keys of arguments.
     (,(concat "[(,][ \t\n]*\\(" loket--name "\\)[ \t]*:") (1 'loket-argument))
     ;; Declarations.
     (,(concat (loket--these "theme" "service") "[ \t]+\\(" loket--name "\\)")
      (1 'loket-noun) (2 'loket-service))
     (,(concat (loket--these "unit") "[ \t]+\\(" loket--name "\\)") (1 'loket-noun) (2 'loket-unit))
     (,(concat (loket--these "record") "[ \t]+\\(" loket--name "\\)") (1 'loket-noun) (2 'loket-record))
     (,(concat (loket--any loket--other-noun) "[ \t]+\\(" loket--name "\\)") (1 'loket-noun) (2 'loket-thing))
     ;; Properties; in a record, fields.
     (,(concat "\\(?:^\\|[{; \t]\\)\\(" loket--name "\\)[ \t]*:\\(?:[ \t]\\|$\\)")
      (1 (loket--key-face (match-string-no-properties 1)) keep)
      (,(loket--any (append loket--choice loket--weekday))
       (loket--extend loket--end-of-value) (goto-char (match-end 0)) (0 'loket-choice))
      (,(concat "\\_<" (regexp-opt loket--weekday) "-" (regexp-opt loket--weekday) "\\_>")
       (loket--extend loket--end-of-value) (goto-char (match-end 1)) (0 'loket-choice))
      (,(loket--any (append loket--link loket--field-word))
       (loket--extend loket--end-of-value) (goto-char (match-end 1)) (0 'loket-clause))))
   ;; Statements.
   (loket--names (loket--these "offer") 'loket-head loket--class `(,loket--name (0 'loket-service)))
   (loket--names (loket--any loket--unit-head) 'loket-head loket--class `(,loket--name (0 'loket-unit)))
   (loket--names (loket--these "of") 'loket-clause loket--class `(,loket--name (0 'loket-service)))
   (loket--names (loket--these "by") 'loket-clause `(,loket--name (0 'loket-unit)))
   (loket--names (loket--these "for") 'loket-clause
                 `(,(loket--any loket--task) (0 'loket-task)) loket--class `(,loket--name (0 'loket-name)))
   (loket--names (loket--these "via" "serving" "at") 'loket-clause loket--class `(,loket--name (0 'loket-name)))
   (let ((data `((,(loket--any loket--act) (0 'loket-operation))
                 (,(concat "\\(" loket--name "\\)\\.\\(?:\\(" loket--name "\\)\\|\\*\\)")
                  (1 'loket-record) (2 'loket-field nil t))
                 ,loket--class
                 (,loket--name (0 'loket-record)))))
     (append (apply #'loket--names (loket--these "need") 'loket-head data)
             (apply #'loket--names (loket--these "to") 'loket-clause data)))
   (loket--names (loket--these "up-to") 'loket-clause `(,(loket--any loket--level) (0 'loket-level)))
   `((,(loket--these "when") (1 'loket-clause)
      (,(loket--any loket--safeguard)
       (loket--extend loket--end-of-safeguards) (goto-char (match-end 1)) (0 'loket-safeguard))
      (,(loket--any loket--level)
       (loket--extend loket--end-of-safeguards) (goto-char (match-end 1)) (0 'loket-level)))
     (,(concat (loket--any (cons "except" loket--plain-clause)) "\\([ \t]*:\\)?")
      (1 (unless (match-beginning 2) 'loket-clause) t))
     (,(concat (loket--any loket--flag) "\\([ \t]*:\\)?") (1 (unless (match-beginning 2) 'loket-flag)))
     ;; `no' is a value as well.
     (,(concat "\\_<\\(expect\\)\\(?:[ \t]+\\(no\\)\\)?\\_>") (1 'loket-test) (2 'loket-test t t))
     (,(loket--any loket--noun) (1 (unless (looking-at-p "[ \t]*:") 'loket-noun)))
     ;; Quantities, tags and signs.
     (,(concat "\\_<[0-9][0-9_]*\\(?:\\.[0-9]+\\)?[ \t]+" (regexp-opt loket--counted) "\\_>") (0 'loket-quantity t))
     (,(concat "\\_<[0-9]\\(?:[-:./+]?[[:alnum:]_]\\|%\\)*") (0 'loket-quantity))
     (,(concat "#" loket--name) (0 'loket-tag))
     ("<->\\|->" (0 'loket-arrow))
     ("\\*" (0 'loket-wildcard))
     ("\\\\\\(?:[\"\\nt]\\|u{[[:xdigit:]]+}\\)" (0 (and (nth 3 (syntax-ppss (match-beginning 0))) 'loket-escape) t))
     ("[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]" (0 'loket-error t))
     ("[]=!?|&^~$[+]+" (0 'loket-error))))
  "Font lock keywords of `loket-mode'.")

(defun loket--key-face (key)
  "The face of the property KEY at point."
  (let ((noun (loket--block-noun)))
    (cond
     ((not noun) nil)
     ((equal noun "record") 'loket-field)
     ((string-prefix-p "x-" key) 'loket-own-key)
     (t 'loket-key))))

(defun loket--block-noun ()
  "The noun of the declaration whose block point is in, or nil."
  (save-excursion
    (let ((open (nth 1 (syntax-ppss (match-beginning 1)))))
      (when (and open (eq (char-after open) ?{))
        (goto-char open)
        (if (re-search-backward (loket--any loket--noun) (line-beginning-position 0) t)
            (match-string-no-properties 1)
          "")))))

;;;; Indenting

(defun loket-indent-line ()
  "Indent the line: a step for each open brace, and one for a line that goes on with a statement."
  (interactive)
  (let* ((offset (- (current-column) (current-indentation)))
         (column
          (save-excursion
            (back-to-indentation)
            (let ((depth (nth 0 (syntax-ppss))))
              (cond
               ((looking-at-p "[})]") (* loket-indent-offset (max 0 (1- depth))))
               ((and (= depth 0) (looking-at-p (concat "\\_<" (regexp-opt loket--clause) "\\_>"))) loket-indent-offset)
               (t (* loket-indent-offset depth)))))))
    (indent-line-to column)
    (when (> offset 0) (move-to-column (+ column offset)))))

(defcustom loket-indent-offset 2
  "How far a block is indented."
  :type 'integer
  :safe #'integerp)

;;;; The mode

(defvar loket-imenu-generic-expression
  (mapcar (lambda (noun)
            (list (capitalize noun) (concat "^[ \t]*" noun "[ \t]+\\(" loket--name "\\)") 1))
          loket--noun)
  "What `imenu' lists.")

;;;###autoload
(define-derived-mode loket-mode prog-mode "Loket"
  "Major mode for the policies of Loket."
  :syntax-table loket-mode-syntax-table
  (setq-local comment-start "// "
              comment-start-skip "///*[ \t]*"
              comment-end ""
              indent-tabs-mode nil
              fill-column 120
              indent-line-function #'loket-indent-line
              electric-indent-chars (append "{}" electric-indent-chars)
              imenu-generic-expression loket-imenu-generic-expression
              syntax-propertize-function #'loket--propertize
              parse-sexp-lookup-properties t
              compile-command "loket check"
              font-lock-defaults
              '(loket-font-lock-keywords nil nil nil
                                         (font-lock-multiline . t)
                                         (font-lock-syntactic-face-function . loket--text-face))))

;;;; Which `.org' files are policies

;;;###autoload
(defun loket-policy-p ()
  "Whether the buffer visits a policy: a file in `.org' that is no outline."
  (let ((file buffer-file-name) (case-fold-search nil))
    (when (and file (string-suffix-p ".org" file))
      (save-excursion
        (goto-char (point-min))
        (skip-chars-forward "\ufeff \t\r\n")
        (beginning-of-line)
        (cond
         ((looking-at-p (concat "\ufeff?[ \t]*\\(?://\\|@[a-z]\\|" (regexp-opt loket--item) "\\(?:[^[:alnum:]_:-]\\|$\\)\\)"))
          t)
         ((looking-at-p "\\*+ \\|[ \t]*#\\|[ \t]*:PROPERTIES:") nil)
         (t (and (locate-dominating-file file "loket.toml") t)))))))

;;;###autoload
(add-to-list 'magic-mode-alist '(loket-policy-p . loket-mode))

(provide 'loket-mode)

;;; loket-mode.el ends here
