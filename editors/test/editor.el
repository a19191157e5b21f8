;;; editor.el --- What Emacs makes of a file, for emacs.test.mjs  -*- lexical-binding: t; -*-

(defun loket-test-write (lines)
  "Write LINES to $LOKET_DUMP."
  (with-temp-file (getenv "LOKET_DUMP")
    (set-buffer-file-coding-system 'utf-8-unix)
    (dolist (line lines) (insert line "\n"))))

(defun loket-test-open (file)
  "Visit FILE as a user does, with the colours that Emacs leaves out in batches."
  (let ((enable-local-variables nil))
    (find-file file)
    (font-lock-ensure)))

(defun loket-test-faces ()
  "The faces of $LOKET_FILE: for each sign its face, a line for each line."
  (loket-test-open (getenv "LOKET_FILE"))
  (goto-char (point-min))
  (let ((lines nil))
    (while (not (eobp))
      (let ((faces nil))
        (while (not (eolp))
          (let ((face (get-text-property (point) 'face)))
            (push (format "%s" (or (if (listp face) (car face) face) "")) faces))
          (forward-char))
        (push (mapconcat #'identity (nreverse faces) " , ") lines))
      (forward-line))
    (loket-test-write (nreverse lines))))

(defun loket-test-modes ()
  "The mode of each of $LOKET_FILES."
  (loket-test-write
   (mapcar (lambda (file) (loket-test-open file) (format "%s" major-mode))
           (split-string (getenv "LOKET_FILES") "\n"))))

(defun loket-test-indents ()
  "Each of $LOKET_FILES, its indents taken away and made anew, with a form feed behind it."
  (loket-test-write
   (mapcan
    (lambda (file)
      (loket-test-open file)
      (goto-char (point-min))
      (while (re-search-forward "^[ \t]+" nil t) (replace-match ""))
      (indent-region (point-min) (point-max))
      (list (buffer-string) "\f"))
    (split-string (getenv "LOKET_FILES") "\n"))))

(defun loket-test-items ()
  "What imenu lists in $LOKET_FILE: the noun and the name."
  (loket-test-open (getenv "LOKET_FILE"))
  (loket-test-write
   (mapcan (lambda (group) (mapcar (lambda (it) (format "%s %s" (car group) (car it))) (cdr group)))
           (cdr (imenu--make-index-alist t)))))

(defun loket-test-edits ()
  "What commenting and a new line make of a text."
  (find-file (getenv "LOKET_FILE"))
  (goto-char (point-min))
  (comment-line 1)
  (goto-char (point-max))
  (insert "unit A {")
  (newline-and-indent)
  (insert "kind: team")
  (newline)
  (insert "}")
  (indent-according-to-mode)
  (loket-test-write (split-string (buffer-string) "\n")))

;;; editor.el ends here
