// A function's own handler, whose answer comes with the CPU time that its process has taken until then.
/* oxlint-disable typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-member-access -- JavaScript has no types to check */
const { handler: own } = await import(process.env.MEASURED);

export const handler = async (event, context) => {
  const answer = await own(event, context);
  return { answer, cpu: process.cpuUsage() };
};
