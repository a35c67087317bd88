/** The argument of a security group's rule that takes a network. Only IPv6 networks have colons. */
export const cidrArgument = (cidr: string): { readonly cidrIpv4: string } | { readonly cidrIpv6: string } =>
  cidr.includes(":") ? { cidrIpv6: cidr } : { cidrIpv4: cidr };
