import { DEFAULT_OUT } from "./arguments.ts";

export const HELP = `Plans every stack of the environment that ENVIRONMENT names (default demo) and writes one review of all of them.

  npm run review                              with your credentials, and the state that the environment names
  npm run review -- --offline                 on the offline AWS
  npm run review -- --plan network=FILE.json --plan iam=FILE.json
                                              of existing plans (terraform show -json); does not run Terraform
  npm run review -- --apply DIR               applies what was reviewed, and nothing else; with --offline if the review was

  --out DIR              where the review goes (default ${DEFAULT_OUT}): review.md, review.html, review.json, and in plans/
                         the plans for --apply. Plans contain secrets in plain text: keep that folder private
  --link URL             where the whole report will be, for review.md
  --require RULE         a rule of tools/plan-review/rules that must not be broken; may be repeated
  --waive ID --reason TEXT --until YYYY-MM-DD
                         accepts a reason or a broken rule by the id that the review shows, until that day
  --help                 this text

Exit code: 0 nothing changes; 2 changes, or a stack is left over that the environment no longer has; 3 changes that need
approval, because something is lost or interrupted, access widens, protection is taken away or a program runs, or that are
refused (docs/safe-changes.md); 1 a stack can't be planned, a required rule is broken, or wrong usage; 130 interrupted.
Of --apply: 0 all is applied; 1 refused, and nothing was applied, or Terraform has failed; 3 stopped before a stack with a
provisional plan that would now do something else than was reviewed.
`;
