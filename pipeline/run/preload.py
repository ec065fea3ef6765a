"""Load what every worker needs: the server that workers are forked from imports this, and nothing else does."""

import lxml.etree  # noqa: F401
import pypdfium2  # noqa: F401

import pipeline.ingest.docx
import pipeline.ingest.pdf
import pipeline.report
import pipeline.run.work
import pipeline.run.worker  # noqa: F401
from pipeline.convert import extract_bytes

# Words and patterns are loaded at their first use: here once, instead of in every worker.
extract_bytes("preload.txt", "一、做好服务\n1. 建好站点。新建站点2家。（责任部门：办公室）\n".encode())
