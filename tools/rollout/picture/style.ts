/** Blue and orange that people see apart who are blind to colours, with a pattern for what is neither. */
export const PICTURE_STYLE = `
text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: #1f2328 }
.title { font-size: 16px; font-weight: 600 }
.head { font-weight: 600 }
.small { font-size: 11px }
.muted { fill: #59636e }
.page { fill: #ffffff; stroke: #d1d9e0 }
.ground { fill: #ffffff }
.old { fill: #0072b2 }
.new { fill: #e69f00 }
.starting { fill: url(#starting); stroke: #b87f00 }
.unanswered { fill: #ffffff; stroke: #59636e; stroke-dasharray: 2 3 }
.stripe { stroke: #e69f00 }
.on-old { fill: #ffffff }
.on-new { fill: #1f2328 }
.line { stroke: #59636e; fill: none }
.grid { stroke: #d1d9e0 }
.limit { stroke: #1f2328; stroke-dasharray: 6 4 }
.unknown { stroke: #59636e; stroke-dasharray: 2 4 }
.known { stroke: #1f2328; stroke-width: 3 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .muted { fill: #9198a1 }
  .page { fill: #0d1117; stroke: #3d444d }
  .ground { fill: #0d1117 }
  .old { fill: #56b4e9 }
  .starting { stroke: #e69f00 }
  .unanswered { fill: #0d1117 }
  .unanswered, .line, .unknown { stroke: #9198a1 }
  .on-old, .on-new { fill: #0d1117 }
  .grid { stroke: #3d444d }
  .limit, .known { stroke: #f0f6fc }
}
`;
