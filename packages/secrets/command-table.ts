/** How a command takes secrets, where the names of its options don't say so. */
export interface CommandSecrets {
  /** Names of the command, as it is called. */
  readonly command: RegExp;
  /** A word that must be there as well, such as `login`: otherwise the options are others. */
  readonly only?: RegExp;
  /** Options whose value is secret. */
  readonly options?: RegExp;
  /** Options whose value is `user:password`. */
  readonly logins?: RegExp;
  /** Beginning of a word of which the rest is secret. */
  readonly attached?: RegExp;
  /** A word after which so many words come before one that is secret. */
  readonly after?: readonly [word: RegExp, words: number];
}

/** From the manuals of the commands. What names itself, such as `--password`, needs no entry. */
export const COMMANDS: readonly CommandSecrets[] = [
  { command: /^(?:mysql|mariadb)[\w-]*$/, attached: /^-p(?=.)/ },
  { command: /^mysqladmin$/, after: [/^password$/, 0] },
  {
    command: /^curl$/,
    logins: /^(?:-[\dafgGiIjJklLMnNOpqRsSvZ#]*[uU]|--user|--proxy-user)$/,
    options: /^--oauth2-bearer$/,
  },
  { command: /^(?:https?|xh)$/, logins: /^(?:-a|--auth)$/ },
  { command: /^sshpass$/, options: /^-p$/, attached: /^-p(?=.)/ },
  { command: /^(?:un)?zip$/, options: /^-P$/ },
  { command: /^7za?$/, attached: /^-p(?=.)/ },
  {
    command: /^(?:docker|podman|nerdctl|buildah|skopeo|oras|helm|crane|az|cf|oc|argocd)$/,
    only: /^login$/,
    options: /^-p$/,
    attached: /^-p(?=.)/,
  },
  { command: /^(?:redis|valkey|keydb)-(?:cli|benchmark)$/, options: /^-a$/, attached: /^-a(?=.)/ },
  { command: /^(?:redis|valkey|keydb)-cli$/, after: [/^auth$/i, 0] },
  { command: /^(?:redis|valkey|keydb)-cli$/, after: [/^auth$/i, 1] },
  { command: /^(?:mongo[a-z]*|cqlsh|beeline|twine|rabbitmqadmin)$/, options: /^-p$/, attached: /^-p(?=.)/ },
  { command: /^ldap[a-z]+$/, options: /^-w$/, attached: /^-w(?=.)/ },
  { command: /^(?:sqlcmd|bcp|osql|isql|mosquitto_[a-z]+)$/, options: /^-P$/, attached: /^-P(?=.)/ },
  { command: /^ssh-keygen$/, options: /^-[NP]$/ },
  { command: /^openssl$/, options: /^-[kK]$/, attached: /^pass:(?=.)/ },
  { command: /^(?:smbclient|rpcclient|winexe|etcdctl|lftp)$/, logins: /^(?:-U|-u|--user)$/ },
  { command: /^user(?:add|mod)$/, options: /^-p$/ },
  { command: /^snmp[a-z]+$/, options: /^-[AXc]$/ },
  { command: /^doctl$/, only: /^init$/, options: /^-t$/ },
  { command: /^dotnet$/, only: /^push$/, options: /^-k$/ },
  { command: /^kubectl$/, attached: /^--from-literal=[\w.-]+=(?=.)/ },
  { command: /^rabbitmqctl$/, after: [/^(?:add_user|change_password|authenticate_user)$/, 1] },
  { command: /^htpasswd$/, after: [/^-(?=\w*n)\w*b/, 1] },
  { command: /^htpasswd$/, after: [/^-(?!\w*n)\w*b/, 2] },
  { command: /^(?:vault|cargo)$/, after: [/^login$/, 0] },
  { command: /^aws$/, only: /^SecureString$/, options: /^--value$/ },
  { command: /^ConvertTo-SecureString$/i, options: /^-String$/i },
  { command: /^ConvertTo-SecureString$/i, after: [/^ConvertTo-SecureString$/i, 0] },
  { command: /^composer$/, after: [/^http-basic\./, 1] },
];
