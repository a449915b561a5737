// Makes src/gen, the client of the staff API and the record types' descriptors, from proto/.
// Needs protoc on the path (the same one that the C++ build uses).
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const protoRoot = join(here, '..', '..', 'proto');
const out = join(here, 'src', 'gen');

function protoFilesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return protoFilesUnder(path);
    return entry.name.endsWith('.proto') ? [relative(protoRoot, path)] : [];
  });
}

const wanted = /^foyer\/(options|record\/|catalogue\/|sync\/|staff\/)/;
const files = protoFilesUnder(protoRoot).filter((path) => wanted.test(path)).sort();
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
execFileSync(
  'protoc',
  [
    `--plugin=protoc-gen-es=${join(here, 'node_modules', '.bin', 'protoc-gen-es')}`,
    `--es_out=${out}`,
    '--es_opt=target=ts',
    `-I${protoRoot}`,
    ...files,
  ],
  { stdio: 'inherit' },
);
