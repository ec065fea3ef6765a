"""The style and the script of the comparison report."""

from __future__ import annotations

STYLE = """
body{font:15px/1.6 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC","Source Han Sans SC",sans-serif;color:#222;
max-width:1320px;margin:24px auto;padding:0 16px}
h1{font-size:22px}h2{font-size:19px;border-bottom:2px solid #2f6da8;padding-bottom:4px;margin-top:40px}
h3{font-size:16px;margin:28px 0 8px}svg{display:block;width:100%;height:auto;margin:6px 0}
table{border-collapse:collapse;margin:8px 0}th,td{border:1px solid #d5dbe1;padding:5px 8px;text-align:left;vertical-align:top}
table.wide{width:100%;table-layout:auto;font-size:14px}thead th{background:#dde5ee;position:sticky;top:0}
table.wide td:first-child,table.wide th:first-child{white-space:nowrap;min-width:56px}
td div{padding:0 4px;margin-bottom:2px}small{color:#555}.note{color:#8a4b00}
.filter{display:flex;flex-wrap:wrap;gap:8px;margin:6px 0}.filter label{padding:2px 10px;border-radius:12px}
.filter input[type=search]{padding:2px 8px}
.series{display:grid;grid-template-columns:repeat(auto-fill,minmax(250px,1fr));gap:12px}
figure{margin:0;border:1px solid #e2e6ea;padding:6px}figcaption{font-size:13px;text-align:center}
@media print{.filter{display:none}thead{display:table-header-group}tr{break-inside:avoid}body{max-width:none}}
"""

SCRIPT = """
document.querySelectorAll('.filter').forEach(function(box){
  var rows=document.querySelectorAll('#'+box.dataset.for+' tbody tr');
  function apply(){
    var on={};box.querySelectorAll('input[type=checkbox]').forEach(function(c){on[c.value]=c.checked});
    var word=box.querySelector('input[type=search]').value.trim();
    rows.forEach(function(r){r.hidden=!on[r.dataset.status]||(word!==''&&r.textContent.indexOf(word)<0)});
  }
  box.addEventListener('input',apply);
});
"""
