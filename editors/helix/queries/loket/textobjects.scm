(declaration body: (block) @class.inside) @class.around
(statement) @function.around
(argument) @parameter.inside
(comment) @comment.inside
(comment)+ @comment.around
