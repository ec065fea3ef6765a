"""Make the sample notices again from their sources: `python -m samples.render`."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

from samples.docx_layout import as_docx
from samples.pdf_layout import FONT, as_pdfs, office
from samples.source import Line, read_source
from samples.text_layout import as_text

HERE = Path(__file__).parent
TEXTS = ("qinghe_minzheng_2024", "qinghe_minzheng_2025", "yunting_shishi_2025", "lanchuan_baogao_2025",
         "qinghe_tuiyi_2025_defective", "tinglan_shishi_2026", "yanzhou_shuzi_2026",
         "jichuan_jiguan_2026", "tongpu_shipin_2025_defective", "jichuan_yiyuan_2026",
         "yanzhou_anwei_2025", "shushi_shishi_2025", "lanping_baogao_2026", "tinglan_fenlei_2026", "tongpu_xiaofang_2026",
         "lanjiang_fengong_2026", "cangdu_kaifaqu_2026", "yanchuan_jiancha_2026", "jichuan_aiwei_2026",
         "wangcen_baogao_2026", "huaizhu_jiaoyu_2026", "linzhi_shuiwu_2026", "jiazhou_shichang_2026", "zhipu_weijian_2026",
         "rongjiang_shangye_2026", "wangshu_jiedao_2026", "yunxiu_daxue_2026", "lichuan_zhiben_2026", "taixi_zhenxing_2026")
WORDS = ("qinghe_minzheng_2025", "yunting_yingshang_2025", "lanchuan_zhongdian_2025", "lanping_zhenxing_2026",
         "zhixi_gaige_2026", "tongpu_taizhang_2026")
AUTOMATIC = ("qinghe_minzheng_2025",)
GB18030 = ("qinghe_minzheng_2025",)
PRINTED = {"qinghe_minzheng_2025": "2025年青荷区民政工作要点及任务分解", "lanchuan_zhongdian_2025": None,
           "yanzhou_anwei_2025": "砚州市安委会2025年工作要点"}
"""Samples that are also printed, each with its running header."""


def render() -> dict[str, bytes]:
    """Return every file that can be made without LibreOffice, by name."""
    files: dict[str, bytes] = {}
    for name in TEXTS:
        files[f"{name}.txt"] = as_text(_source(name)).encode("utf-8")
    for name in GB18030:
        files[f"{name}_gb18030.txt"] = as_text(_source(name)).encode("gb18030")
    for name in WORDS:
        files[f"{name}.docx"] = as_docx(_source(name))
    for name in AUTOMATIC:
        files[f"{name}_automatic.docx"] = as_docx(_source(name), automatic=True)
    return files


def render_pdfs() -> dict[str, bytes]:
    """Return the printed samples, by name. Raises RuntimeError where LibreOffice is absent."""
    documents = {
        name: as_docx(_source(name), running_header=header, font=FONT) for name, header in PRINTED.items()
    }
    return {f"{name}.pdf": content for name, content in as_pdfs(documents).items()}


def stamp(gold: Path, document: Path) -> None:
    """Write a document's SHA-256 into its gold file."""
    raw = json.loads(gold.read_text(encoding="utf-8"))
    raw["sha256"] = hashlib.sha256(document.read_bytes()).hexdigest()
    gold.write_text(json.dumps(raw, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="")


def main() -> int:
    """Write the files; return 1 where the PDFs could not be made again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-pdf", action="store_true", help="leave the PDFs as they are")
    arguments = parser.parse_args()
    files = render()
    status = 0
    if not arguments.no_pdf:
        if office() is None:
            print("LibreOffice (soffice) is not installed: the PDFs were left as they are", file=sys.stderr)
            status = 1
        else:
            files |= render_pdfs()
    for name, content in sorted(files.items()):
        (HERE / name).write_bytes(content)
        print(f"{name}  {len(content):,} bytes")
    for gold in sorted(HERE.glob("*.gold.json")):
        stamp(gold, HERE / json.loads(gold.read_text(encoding="utf-8"))["document"])
    return status


def _source(name: str) -> tuple[Line, ...]:
    """Return the lines of a sample."""
    return read_source(HERE / "sources" / f"{name}.src")


if __name__ == "__main__":
    raise SystemExit(main())
