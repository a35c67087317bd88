import { type Hide, type Range, replaceRanges } from "./hidden.ts";
import { isHarmless } from "./names.ts";

/**
 * What an address has before its host (https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1). Passwords that have not been
 * encoded may have a slash or an at sign in them; a number and a slash are a port.
 */
const USER_INFO =
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,30}:\/\/([^\s:@/"'<>?#]*)(?::(?!\d{1,5}(?:[/?#\s]|$))([^\s"'<>/?#]+|[^\s"'<>@]{1,200}))?@/dgi;

/** Long enough to be a token that is given as the user. */
const TOKEN_LENGTH = 20;

/** DSNs without a scheme: `user:password@tcp(host:3306)/db`, `user:password@host:5432`, `user:password@host/db`. */
const DSN =
  /(?<![\w./@%-])(?!(?:acct|git|github|mailto|npm|sip|sips|xmpp|docker|oci|arn):)[\w.%-]{0,64}:([^\s:@/"']{1,200})@(?:(?:tcp6?|udp6?|unix|cloudsql)\(|(?!sha\d)[a-z0-9][\w.-]{0,200}(?::\d{2,5}|\/)(?![\w.]*@))/dgi;

/** Oracle's way to write them: `user/password@//host:1521/service`, `user/password@host:1521`. */
const ORACLE =
  /(?:(?<=thin:)|(?<![\w./@:-]))[a-z]\w{0,30}\/([^\s:@/"']{1,128})@(?:\/\/[\w.-]|[a-z0-9][\w.-]{0,200}:\d{2,5}(?:[/:]|$|\s))/dgi;

/** Lines of .pgpass, `host:port:database:user:password`: https://www.postgresql.org/docs/current/libpq-pgpass.html */
const PGPASS =
  /(?:(?<=^|[\s"'=])|(?<=\\n))(?!arn:)(?:[a-z][\w.-]*|\d+(?:\.\d+){3}|\*):(?:\d{2,5}|\*):(?:\w[\w$-]*|\*):(?:\w[\w$-]*|\*):((?:\\.|[^\s:"'\\])+)(?=$|[\s"'\\])/dgi;

/** Lines of .netrc: https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html */
const NETRC = /(?<=\b(?:login|user|account|machine|default)(?:\s{1,99}\S{1,200})?\s{1,99}password\s{1,99})\S+/gi;

/** A text without the passwords in addresses and in files of logins. */
export function hideInAddresses(text: string, hide: Hide): string {
  let rest = text;
  if (text.includes("@")) {
    rest = replaceRanges(rest, userInfos(rest), hide);
    for (const pattern of [DSN, ORACLE]) rest = replaceRanges(rest, passwords(rest, pattern), hide);
  }
  if (text.includes(":")) rest = replaceRanges(rest, passwords(rest, PGPASS), hide);
  return /password/i.test(rest) ? rest.replace(NETRC, (value) => (isHarmless(value) ? value : hide(value))) : rest;
}

function* userInfos(text: string): Generator<Range> {
  for (const { 1: user = "", 2: password, indices } of text.matchAll(USER_INFO)) {
    if (user.length >= TOKEN_LENGTH && !isHarmless(user)) yield indices?.[1] as Range;
    if (password !== undefined && !isHarmless(password)) yield indices?.[2] as Range;
  }
}

function* passwords(text: string, pattern: RegExp): Generator<Range> {
  for (const { 1: password = "", indices } of text.matchAll(pattern))
    if (!isHarmless(password)) yield indices?.[1] as Range;
}
