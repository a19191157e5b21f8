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

;; derived: keyword, noun, served-noun, head, item, clause, flag
(defconst loket--keyword '(
    "organisation" "location" "audience" "channel" "unit" "theme" "service" "record" "offer" "responsible" "accountable"
    "consulted" "informed" "supporting" "need" "allow" "forbid" "handover" "mandate" "delegate" "for" "of" "via"
    "serving" "at" "when" "up-to" "from" "until" "because" "within" "share" "onward" "warm" "cold" "callback"
    "appointment" "forward" "referral" "expect" "no" "to" "except" "by"))
(defconst loket--noun '("unit" "service" "channel" "record" "theme" "location" "audience" "organisation"))
(defconst loket--served-noun '("theme" "service"))
(defconst loket--head '(
    "responsible" "allow" "offer" "accountable" "handover" "forbid" "consulted" "informed" "supporting" "mandate"
    "delegate" "need"))
(defconst loket--item '(
    "unit" "service" "channel" "record" "theme" "location" "audience" "organisation" "responsible" "allow" "offer"
    "accountable" "handover" "forbid" "consulted" "informed" "supporting" "mandate" "delegate" "need" "expect"))
(defconst loket--clause '(
    "for" "of" "via" "because" "at" "serving" "from" "until" "within" "share" "up-to" "when" "to" "except" "by"))
(defconst loket--flag '("warm" "cold" "callback" "appointment" "forward" "referral" "onward"))
;; derived: end
;; derived: class, task, act, safeguard, level, choice, weekday, field-word, counted
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
(defconst loket--field-word '("source" "confidential" "assurance"))
(defconst loket--counted '(
    "s" "sec" "second" "seconds" "m" "min" "minute" "minutes" "h" "hour" "hours" "d" "day" "days" "w" "week" "weeks"
    "workday" "workdays" "fte"))
;; derived: end

(defconst loket--name "\\(?:`[^`\n]*`\\|[[:alpha:]_][[:alnum:]_]*\\(?:-[[:alnum:]_]+\\)*\\)"
  "A name, in backticks or without.")

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
    (dolist (sign '(?* ?# ?@ ?< ?> ?= ?% ?. ?, ?: ?\; ?\[ ?\]))
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

;; A small reader: words mean what the clause around them makes of them, which regular expressions over lines cannot say.

(defvar loket--sets nil "Tables of the word lists, by the list.")

(defun loket--in-p (word words)
  "Whether WORD is one of WORDS, a constant list."
  (let ((table (cdr (assq words loket--sets))))
    (unless table
      (setq table (make-hash-table :test #'equal))
      (dolist (it words) (puthash it t table))
      (push (cons words table) loket--sets))
    (gethash word table)))

(defconst loket--expected
  '(("offer" . services) ("need" . data) ("for" . tasks) ("of" . services) ("via" . names) ("serving" . names)
    ("at" . names) ("to" . data) ("up-to" . level) ("when" . safeguards) ("by" . units))
  "What the names behind a keyword are.
Behind all other heads they are units, behind all other clauses nothing.")

(defvar loket--context nil "What the next names are, a symbol, or nil.")
(defvar loket--blocks nil
  "The nouns of the open blocks, and `arguments', innermost first.")
(defvar loket--last-noun nil "The noun of the last declaration.")
(defvar loket--safeguarded nil "Whether `by' belongs to a safeguard.")

(defun loket--face (face &optional start end)
  "Give FACE to the last match, or to what is between START and END."
  (put-text-property (or start (match-beginning 0)) (or end (match-end 0)) 'face face))

(defun loket--colour (limit)
  "Colour all up to LIMIT, from a place outside every item.
A matcher of font lock that never matches."
  (let ((loket--context nil) (loket--blocks nil) (loket--last-noun nil) (loket--safeguarded nil) (case-fold-search nil))
    (while (progn (skip-chars-forward " \t\r\n" limit) (< (point) limit))
      (loket--token)))
  nil)

(defconst loket--quantity
  "[0-9]\\(?:[-:./+]?[[:alnum:]_]\\|%\\)*"
  "A number with its sign or unit, a date, a time, a rate.")

(defconst loket--counted-word (concat "[ \t]+" (regexp-opt loket--counted) "\\_>")
  "What a number before it counts.")

(defun loket--token ()
  "Colour the token at point and step over it."
  (cond
   ((looking-at "//.*")
    (when (looking-at-p "///\\(?:[^/]\\|$\\)") (setq loket--context nil))
    (loket--marks (match-end 0)))
   ((looking-at "\"\\(?:\\\\.\\|[^\"\\\n]\\)*\"?") (loket--marks (match-end 0)))
   ((looking-at (concat "@" loket--name))
    (loket--face 'loket-annotation)
    (goto-char (match-end 0))
    (setq loket--context (and (looking-at-p "[ \t]*(") 'arguments)))
   ((looking-at (concat "#" loket--name)) (loket--face 'loket-tag) (goto-char (match-end 0)))
   ((looking-at loket--name) (loket--word (match-string-no-properties 0) (match-beginning 0) (match-end 0)))
   ((looking-at loket--quantity)
    (loket--face 'loket-quantity)
    (goto-char (match-end 0))
    (when (looking-at loket--counted-word)
      (let ((start (match-beginning 0)) (end (match-end 0)))
        (goto-char end)
        (if (looking-at-p "[ \t]*:") (goto-char start) (loket--face 'loket-quantity start end)))))
   ((looking-at "<->\\|->") (loket--face 'loket-arrow) (goto-char (match-end 0)))
   ((looking-at "\\*") (loket--face 'loket-wildcard) (goto-char (match-end 0)))
   ((looking-at "[][=!?|&^~$\\\\+<>]+") (loket--face 'loket-error) (goto-char (match-end 0)))
   (t (loket--sign (char-after)) (forward-char))))

(defun loket--marks (end)
  "Mark what stands out in the text or comment up to END, and go there."
  (let ((text (eq (char-after) ?\")))
    (while (re-search-forward "\\\\\\(?:u{[[:xdigit:]]*}\\|.\\)\\|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]" end t)
      (cond
       ((not (eq (char-after (match-beginning 0)) ?\\)) (loket--face 'loket-error))
       (text (loket--face 'loket-escape)))))
  (goto-char end))

(defun loket--sign (sign)
  "Take notice of the SIGN at point."
  (pcase sign
    (?\{ (push (or loket--last-noun "") loket--blocks) (setq loket--context nil loket--last-noun nil))
    (?\} (pop loket--blocks) (setq loket--context nil))
    (?\( (when (eq loket--context 'arguments) (push 'arguments loket--blocks)))
    (?\) (when (eq (car loket--blocks) 'arguments) (pop loket--blocks)) (setq loket--context nil))
    (?\; (setq loket--context nil))
    ;; The next safeguard comes after a comma.
    (?, (when loket--safeguarded (setq loket--context 'safeguards loket--safeguarded nil)))))

(defun loket--word (word start end)
  "Colour the WORD between START and END by what stands before it."
  (goto-char end)
  (let ((key (looking-at-p "[ \t]*:"))
        (quoted (eq (char-after start) ?`))
        (block (car loket--blocks)))
    (cond
     ((and key (eq block 'arguments)) (loket--face 'loket-argument start end))
     ((and key block)
      (setq loket--context 'value)
      (loket--face (cond ((equal block "record") 'loket-field) ((string-prefix-p "x-" word) 'loket-own-key) (t 'loket-key))
                   start end))
     ((and (not quoted) (not key) (loket--in-p word loket--keyword)) (loket--keyword word start end))
     (t (loket--name word start end)))))

(defun loket--keyword (word start end)
  "Colour the keyword WORD between START and END.
What it says of the names behind it is kept."
  (when (and (eq (car loket--blocks) 'arguments) (loket--in-p word loket--item)) (pop loket--blocks))
  (let* ((inside (or (eq loket--context 'value) (eq (car loket--blocks) 'arguments)))
         (expected (cdr (assoc word loket--expected)))
         (face
          (cond
           ((loket--in-p word loket--noun)
            (setq loket--last-noun word loket--context 'declared)
            'loket-noun)
           ((loket--in-p word loket--head)
            (setq loket--context (or expected 'units))
            'loket-head)
           ((and inside (loket--in-p word loket--choice)) 'loket-choice)
           ((and inside (loket--in-p word loket--clause)) 'loket-clause)
           ((equal word "except") 'loket-clause)
           ((loket--in-p word loket--clause)
            (setq loket--safeguarded (and (equal word "by") (eq loket--context 'safeguards)) loket--context expected)
            'loket-clause)
           (inside nil)
           (t
            (setq loket--context nil)
            (if (loket--in-p word loket--flag) 'loket-flag 'loket-test)))))
    (when face (loket--face face start end))))

(defun loket--name (word start end)
  "Colour WORD, no keyword, between START and END as the name of what is expected."
  (let* ((member (and (eq loket--context 'data) (looking-at (concat "\\.\\(?:\\(" loket--name "\\)\\|\\*\\)"))))
         (face
          (pcase loket--context
            ('declared
             (setq loket--context nil)
             (cond
              ((equal loket--last-noun "unit") 'loket-unit)
              ((equal loket--last-noun "record") 'loket-record)
              ((member loket--last-noun loket--served-noun) 'loket-service)
              (t 'loket-thing)))
            ((guard member) 'loket-record)
            ('data (cond ((loket--in-p word loket--act) 'loket-operation) ((loket--in-p word loket--class) 'loket-class) (t 'loket-record)))
            ('tasks (cond ((loket--in-p word loket--task) 'loket-task) ((loket--in-p word loket--class) 'loket-class) (t 'loket-name)))
            ('units (if (loket--in-p word loket--class) 'loket-class 'loket-unit))
            ('services (if (loket--in-p word loket--class) 'loket-class 'loket-service))
            ('names (if (loket--in-p word loket--class) 'loket-class 'loket-name))
            ('safeguards
             (cond ((loket--in-p word loket--safeguard) 'loket-safeguard) ((loket--in-p word loket--level) 'loket-level) (t 'loket-name)))
            ('level (if (loket--in-p word loket--level) 'loket-level 'loket-name))
            ((or 'value 'arguments)
             (cond
              ((seq-every-p (lambda (it) (loket--in-p it loket--weekday)) (split-string word "-")) 'loket-choice)
              ((loket--in-p word loket--choice) 'loket-choice)
              ((loket--in-p word loket--field-word) 'loket-clause)
              (t 'loket-name))))))
    (when face (loket--face face start end))
    (when member
      (goto-char (match-end 0))
      (if (match-beginning 1)
          (loket--face 'loket-field (match-beginning 1) (match-end 1))
        (loket--face 'loket-wildcard (1- (match-end 0)) (match-end 0))))))

(defconst loket--item-line (concat "[ \t]*\\(?:" (regexp-opt loket--item) "\\_>\\|@\\|///\\)")
  "A line that begins an item.")

(defvar font-lock-beg)

(defun loket--extend-region ()
  "Let font lock begin where an item does that is in no block."
  (save-excursion
    (goto-char font-lock-beg)
    (let ((found nil))
      (while (not found)
        (beginning-of-line)
        (let ((open (nth 9 (syntax-ppss))))
          (cond
           (open (goto-char (car open)))
           ((or (bobp) (looking-at-p loket--item-line)) (setq found t))
           (t (forward-line -1)))))
      (when (< (point) font-lock-beg)
        (setq font-lock-beg (point))))))

(defvar loket-font-lock-keywords '((loket--colour))
  "Font lock keywords of `loket-mode'.")

;;;; Indenting

(defcustom loket-indent-offset 2
  "How far a block is indented."
  :type 'integer
  :safe #'integerp)

(defconst loket--goes-on (concat "\\_<" (regexp-opt (append loket--clause loket--flag)) "\\_>[ \t]*\\(?:[^: \t]\\|$\\)")
  "The beginning of a line that goes on with a statement.")

(defun loket--goes-on-p ()
  "Whether the line at whose indent point is goes on with an earlier one."
  (or (looking-at-p loket--goes-on)
      (save-excursion
        (forward-comment (- (point)))
        (or (eq (char-before) ?,) (looking-back "->" (- (point) 2))))))

(defun loket-indent-line ()
  "Indent the line: a step for each open brace.
A line that goes on with what another began has one more."
  (interactive)
  (let* ((offset (- (current-column) (current-indentation)))
         (column
          (save-excursion
            (back-to-indentation)
            (let ((depth (nth 0 (syntax-ppss))) (case-fold-search nil))
              (* loket-indent-offset
                 (cond
                  ((looking-at-p "[})]") (max 0 (1- depth)))
                  ((loket--goes-on-p) (1+ depth))
                  (t depth)))))))
    (indent-line-to column)
    (when (> offset 0) (move-to-column (+ column offset)))))

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
              compile-command "loket check --format plain"
              font-lock-defaults
              '(loket-font-lock-keywords nil nil nil
                (font-lock-syntactic-face-function . loket--text-face)))
  (add-hook 'font-lock-extend-region-functions #'loket--extend-region nil t))

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
