// axe-core as text, to be put into a page, and the little of it that the tests use.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface AxeBuilderLike {
  run(context: unknown, options: { runOnly: string[]; rules: { [rule: string]: { enabled: boolean } } }): Promise<{ violations: { id: string; nodes: { target: string[]; html: string; failureSummary: string }[] }[] }>;
}

export const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
