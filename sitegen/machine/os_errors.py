"""Why the operating system refused, in Chinese.

Knows its errors. Must not know what was tried.
"""

from __future__ import annotations

import errno

_CAUSES = {
    errno.EACCES: "没有权限；请有权限的人来做，或者改它的权限",
    errno.EPERM: "没有权限；请有权限的人来做，或者改它的权限",
    errno.EROFS: "所在的磁盘是只读的；换一个地方",
    errno.ENOSPC: "磁盘已满；腾出空间再试",
    errno.EDQUOT: "超出了磁盘配额；删去不用的文件再试",
    errno.EFBIG: "超出了系统允许的文件大小",
    errno.EIO: "磁盘读写出错，磁盘可能已损坏",
    errno.EXDEV: "它自己是挂载点，不能整个替换；请改用它里面的一个子目录",
    errno.EBUSY: "它正被系统占用或自己是挂载点，不能整个替换；请改用它里面的一个子目录",
    errno.ENOTDIR: "路径上有一个不是目录",
    errno.EISDIR: "那里是一个目录",
    errno.ENOENT: "不存在",
    errno.ENAMETOOLONG: "名称太长",
    errno.ENOMEM: "内存不够；关掉别的程序再试",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ELOOP: "链接成了环",
    errno.EPIPE: "对方已经关闭",
    errno.EBADF: "没有打开",
    errno.EINVAL: "这里不能这样读写",
    errno.ENXIO: "那里没有人读",
    errno.EEXIST: "已经存在",
}


_NOWHERE = "No usable temporary directory"
"""How Python's `tempfile` begins to say that it tried all folders it knows."""


def in_words(error: OSError) -> str:
    """Why the operating system refused, in Chinese as far as it is known."""
    said = error.strerror or str(error)
    if said.startswith(_NOWHERE):
        return "没有能写临时文件的目录；把环境变量 TMPDIR 设为能写的目录"
    if not said.isascii():  # by us, or by a system that speaks Chinese
        return said
    return _CAUSES.get(error.errno or 0, said)
