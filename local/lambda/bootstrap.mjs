// Lambda's runtime loop: loads the handler, then takes one invocation after the other from the Runtime API.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
// Plain JavaScript and few imports, because its start-up counts as the function's.
/* oxlint-disable typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-member-access, typescript/no-unsafe-argument, typescript/no-unsafe-return -- JavaScript has no types to check */
/* oxlint-disable no-console -- the console is the function's log */
const http = process.getBuiltinModule('node:http');
const { existsSync } = process.getBuiltinModule('node:fs');
const { pathToFileURL } = process.getBuiltinModule('node:url');

const { AWS_LAMBDA_RUNTIME_API: api = '', _HANDLER = '', LAMBDA_TASK_ROOT: root = '' } = process.env;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

// Ctrl-C reaches the whole process group; this process ends when its parent closes the pipe, or dies.
process.on('SIGINT', () => {});
process.stdin.resume().on('end', () => process.exit(0));

/** One call to the Runtime API. Without it there is nothing to live for. */
function call(path, body) {
  const method = body === undefined ? 'GET' : 'POST';
  return new Promise((resolve) => {
    const gone = () => process.exit(1);
    const request = http.request(`http://${api}/2018-06-01/runtime/${path}`, { method, agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ headers: response.headers, text: Buffer.concat(chunks).toString() }));
      response.on('error', gone);
    });
    request.on('error', gone);
    request.end(body);
  });
}

function described(error) {
  const { name, message, stack } = error instanceof Error ? error : { name: 'Error', message: String(error), stack: '' };
  return JSON.stringify({ errorType: name, errorMessage: message, trace: (stack ?? '').split('\n') });
}

async function load() {
  const [, file = '', exported = ''] = /^(.+)\.([^.]+)$/.exec(_HANDLER) ?? [];
  const path = ['.mjs', '.js', '.cjs'].map((extension) => `${root}/${file}${extension}`).find((candidate) => existsSync(candidate));
  if (!path) throw new Error(`no module for the handler ${_HANDLER} in ${root}`);
  const module = await import(pathToFileURL(path).href);
  if (typeof module[exported] !== 'function') throw new Error(`${path} exports no function named ${exported}`);
  return module[exported];
}

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

const ended = (id) => void process.stdout.write(`END RequestId: ${id}\n`);

async function answer(handler) {
  const { headers, text } = await call('invocation/next');
  const id = headers['lambda-runtime-aws-request-id'];
  const path = `invocation/${id}`;
  process.stdout.write(`START RequestId: ${id}\n`);
  try {
    const result = await handler(JSON.parse(text), contextOf(headers));
    ended(id);
    await call(`${path}/response`, JSON.stringify(result ?? null));
  } catch (error) {
    console.error(error);
    ended(id);
    await call(`${path}/error`, described(error));
  }
}

try {
  const handler = await load();
  for (;;) await answer(handler);
} catch (error) {
  console.error(error);
  await call('init/error', described(error));
  process.exit(1);
}
