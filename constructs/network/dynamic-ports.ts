/** Ports that Docker gives to containers (ephemeral ports of the ECS-optimised images). */
export const DYNAMIC_PORTS = [32768, 65535] as const;
