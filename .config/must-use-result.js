/**
 * A Result or ResultAsync that stands alone as a statement is an error that nobody looked at.
 * A Result in a variable is TypeScript's to watch (noUnusedLocals); reading it by `isErr()` is as good as by `match`.
 * The published rule of this name refuses `isErr()`, the form in which TypeScript narrows, so the house has its own.
 */
export const mustUseResult = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { discarded: 'This Result is discarded: its error would be lost. Return it, or look at it with isErr() or match().' },
  },
  create: (context) => {
    const services = context.sourceCode.parserServices;
    return {
      ExpressionStatement: (node) => {
        if (node.expression.type === 'AssignmentExpression') return;
        if (holdsResult(services.getTypeAtLocation(valueBehind(node.expression)))) context.report({ node, messageId: 'discarded' });
      },
    };
  },
};

/** `void parse(x)` and `await send(x)` discard as well as a bare call does. */
const valueBehind = (expression) => {
  if (expression.type === 'AwaitExpression' || expression.type === 'UnaryExpression') return valueBehind(expression.argument);
  return expression.type === 'ChainExpression' ? valueBehind(expression.expression) : expression;
};

const holdsResult = (type) => {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => {
    if (['Ok', 'Err', 'ResultAsync'].includes(part.symbol?.name)) return true;
    return part.symbol?.name === 'Promise' && (part.typeArguments ?? []).some(holdsResult);
  });
};
