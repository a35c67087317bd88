/** Besides the style of all pictures: boxes, and colours of artifacts that people see apart who are blind to colours. */
export const PIPELINE_STYLE = `
.stage { fill: #f6f8fa; stroke: #d1d9e0 }
.action { fill: #ffffff; stroke: #59636e }
.start { fill: #ffffff; stroke: #59636e; stroke-dasharray: 4 3 }
.arrow { fill: #59636e }
.halo { stroke: #ffffff; stroke-width: 6; fill: none }
.lane { stroke-width: 2.5; fill: none }
.lane-0 { stroke: #0072b2 }
.lane-1 { stroke: #b87f00 }
.lane-2 { stroke: #00795c }
.lane-3 { stroke: #a8437f }
.end-0 { fill: #0072b2 }
.end-1 { fill: #b87f00 }
.end-2 { fill: #00795c }
.end-3 { fill: #a8437f }
@media (prefers-color-scheme: dark) {
  .stage { fill: #151b23; stroke: #3d444d }
  .action, .start { fill: #0d1117; stroke: #9198a1 }
  .arrow { fill: #9198a1 }
  .halo { stroke: #0d1117 }
  .lane-0 { stroke: #56b4e9 }
  .lane-1 { stroke: #e69f00 }
  .lane-2 { stroke: #33c6a0 }
  .lane-3 { stroke: #e08fbb }
  .end-0 { fill: #56b4e9 }
  .end-1 { fill: #e69f00 }
  .end-2 { fill: #33c6a0 }
  .end-3 { fill: #e08fbb }
}
`;
