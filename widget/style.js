// The panel's look, as text: every page's CSP allows a constructed sheet.
// The accent is a fill under `--on-accent`; text stays in `--ink` for contrast.

// A phone, held either way, or as little by zoom: the panel fills it.
export const SMALL = "(max-width:479.98px),(max-width:959.98px) and (max-height:479.98px)";

export const STYLE = `
.panel{--ink:#1a2027;--soft:#55606b;--paper:#fff;--bubble:#f1f4f5;--line:#dde3e7;--field:#76828d;
--alarm:#b42318;--alarm-paper:#fff5f2;--good:#1f6b43;--good-paper:#eff8f2;
position:fixed;inset:auto 20px 20px auto;width:400px;max-width:calc(100vw - 40px);
height:min(700px,100dvh - 40px);max-height:none;container-type:size;margin:0;padding:0;border:0;border-radius:20px;
background:var(--paper);color:var(--ink);overflow:hidden;
box-shadow:0 0 0 1px #0b162038,0 8px 24px #0b162038}
.panel[open]{display:flex;flex-direction:column}
[hidden]{display:none!important}
h2,h3,p,fieldset,legend{margin:0;padding:0;border:0;font-size:inherit;min-width:0}
h2,h3{font-size:16px;line-height:1.3}
button,input,textarea{margin:0;border:0;background:none;font:inherit;color:inherit}
button{cursor:pointer}
svg{width:22px;height:22px;flex:none}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.panel:focus{outline:0}
.panel :focus-visible{outline:2px solid var(--ink);outline-offset:2px;box-shadow:none}
.head,.send,.submit,.by-visitor .bubble{background:var(--nightdesk-accent);color:var(--on-accent,#fff)}
.sub,.disclosure,.status,.hint,.sources,.by-system,.form-status,.field-error{font-size:13px;line-height:1.4}
.meta,.disclosure,.status,.foot,.hint,.sources,.state,.by-system .bubble,::placeholder{color:var(--soft);opacity:1}

.head{display:flex;align-items:center;gap:2px;padding:14px 10px 14px 18px}
.face{padding:8px;margin-right:10px;border-radius:50%}
.face,.tool:hover{background:#8885}
.face svg{display:block}
.who{flex:1;overflow-wrap:anywhere}
.tool,.send{display:grid;place-items:center;width:44px;height:44px;flex:none;padding:0;border-radius:50%}
.tool[popovertarget] svg{stroke-width:3}
.head .tool:focus-visible{outline-color:currentColor;outline-offset:-4px}
.menu{position:fixed;inset:auto;right:32px;top:calc(max(20px,100dvh - 720px) + 64px);margin:0;padding:6px;border:0;
border-radius:14px;color:var(--ink)}
.menu,.ask,.jump{background:var(--paper);box-shadow:0 0 0 1px var(--line),0 8px 24px #0b162038}
.item{display:block;width:100%;min-height:44px;padding:10px 14px;border-radius:10px;color:inherit;
text-align:left;text-decoration:none}
.item:hover,.choice:hover:enabled{background:var(--bubble)}
.disclosure{padding:8px 18px;border-bottom:1px solid var(--line);overflow-wrap:anywhere}

.middle,.transcript{position:relative;flex:1;min-height:0;display:flex;flex-direction:column}
.log{position:relative;flex:1;overflow:hidden auto;overscroll-behavior:contain;padding:16px 16px 8px;
overflow-wrap:anywhere}
.panel .log:focus-visible{outline-offset:-3px}
.message{display:flex;flex-direction:column;align-items:flex-start;margin-bottom:6px}
.by-assistant+.message:not(.by-assistant),.message:not(.by-assistant)+.message{margin-top:12px}
.by-assistant+.by-assistant .meta,.by-staff+.by-staff .meta{display:none}
.meta,.state,.foot{margin:0 4px 4px;font-size:12px}
.bubble{max-width:88%;padding:10px 14px;border-radius:18px 18px 18px 6px;background:var(--bubble)}
.words{white-space:pre-line}
.by-visitor{align-items:flex-end}
.by-visitor .bubble{border-radius:18px 18px 6px}
.by-system{align-items:center;text-align:center}
.by-system .bubble{background:none}
.by-staff .bubble,.kind-error .bubble,.kind-confirm .bubble{background:none;box-shadow:inset 0 0 0 1px var(--field)}
.kind-confirm .bubble{width:94%;max-width:none}
.kind-confirm .row{display:grid;grid-template-columns:32% 1fr;gap:8px;margin-top:6px}
.row b{font-weight:400;color:var(--soft)}
.kind-saved .bubble,.kind-urgent .bubble{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;max-width:94%}
.kind-saved .bubble{background:var(--good-paper);box-shadow:inset 0 0 0 1px var(--good)}
.mark{color:var(--good)}
.kind-urgent .bubble{max-width:100%;padding:16px;border-radius:16px;background:var(--alarm-paper);
box-shadow:inset 0 0 0 1.5px var(--alarm)}
.kind-urgent .words{font-weight:500}
.kind-urgent .mark,.kind-urgent .call{color:var(--alarm)}
.calls{grid-column:1/-1;display:flex;flex-wrap:wrap;gap:8px;margin-bottom:10px}
.call,.submit,.ask button{flex:1 1 120px;min-height:48px;padding:12px 16px;border-radius:14px;font-weight:600;
line-height:1.4;text-align:center}
.call{border:1.5px solid;color:inherit;text-decoration:none}
.kind-urgent .call.first,.ask .yes{flex-basis:100%;background:var(--alarm);color:var(--paper)}
.sources{margin-top:10px;padding-top:8px;border-top:1px solid var(--line)}
.source+.source{margin-top:4px}
.source a{color:var(--ink)}
.choices{display:flex;flex-wrap:wrap;gap:8px;margin-top:8px}
.choice{min-height:44px;padding:8px 16px;border:1.5px solid;border-radius:22px;color:var(--accent-text,var(--ink));
font-weight:600;line-height:1.3;text-align:left}
.choice:disabled{color:var(--soft);border-color:var(--line);cursor:default}
.failed,.refused,.field-error{font-weight:600;color:var(--alarm)}
.again{min-height:44px;padding:0 10px;font-weight:600;text-decoration:underline}
.typing{animation:blink 1.2s 4}
@keyframes blink{50%{opacity:.3}}
.jump{position:absolute;bottom:8px;right:12px;width:44px;height:44px;padding:10px;border-radius:50%}
.status{min-height:22px;padding:0 18px}

.composer{padding:0 12px max(10px,env(safe-area-inset-bottom))}
.entry{display:flex;align-items:flex-end;padding:4px;border:1.5px solid var(--field);border-radius:28px}
.entry:has(textarea:focus-visible){border-color:var(--ink);box-shadow:0 0 0 1px var(--ink)}
.entry textarea{flex:1;min-width:0;max-height:140px;padding:10px 4px 10px 14px;font-size:16px;line-height:24px;
resize:none;outline:0!important}
.foot{display:flex;justify-content:space-between;margin:6px 6px 0}

.request{width:100%;margin-top:10px;padding:16px;border-radius:16px;box-shadow:inset 0 0 0 1px var(--line)}
.field,.request .hint,.submit{margin-top:14px}
.field label,legend{display:block;font-weight:600}
.field>input,.field textarea{width:100%;min-height:44px;margin:4px 0;padding:9px 12px;border:1px solid var(--field);
border-radius:10px;font-size:16px;resize:vertical}
.field>[aria-invalid]{border:2px solid var(--alarm)}
.options{display:flex;flex-wrap:wrap;gap:0 20px}
.field .option{display:flex;gap:10px;padding:10px 0;font-weight:400}
.option input{width:22px;height:22px;flex:none;accent-color:var(--accent-text,var(--ink))}
.boxes:disabled{color:var(--soft)}
.submit{width:100%}
.submit:disabled{opacity:.7}
.unreachable{margin:auto;overflow:auto;padding:24px;display:grid;gap:12px;text-align:center}
.ask{position:absolute;inset:auto 12px 12px;max-height:calc(100% - 12px);overflow:auto;
display:flex;flex-wrap:wrap;gap:8px;padding:18px;border-radius:16px}
.ask p{flex-basis:100%}
.plain{border:1.5px solid var(--field)}

@media (prefers-color-scheme:dark){.panel{--ink:#e8edf1;--soft:#a7b2bc;--paper:#15191e;--bubble:#232a31;
--line:#37404a;--field:#84909b;--alarm:#ff9b8d;--alarm-paper:#33130f;--good:#7fd3a4;--good-paper:#12291d;
--accent-text:var(--ink)!important}}
@media ${SMALL}{.panel{inset:var(--seen-top,0) 0 auto;width:100%;max-width:none;
height:var(--seen-height,100dvh);border-radius:0;
padding:env(safe-area-inset-top) env(safe-area-inset-right) 0 env(safe-area-inset-left)}
.menu{top:64px;right:14px}.face{display:none}}
@container (max-height:400px){.head,.disclosure{padding-block:0}.sub,.foot{display:none}.status{min-height:0}}
@container (max-height:300px){.disclosure,.jump{display:none}}
@media (prefers-reduced-motion:reduce){*{animation:none!important}}
@media (forced-colors:active){.panel,.bubble,.send,.submit,.menu,.ask,.jump{border:1px solid!important}}`;
