"""The colours on white, red, green and blue of 0 to 255, for where no stylesheet gives them: the
NHS's blue for an improvement, orange for a concern, grey for what is of chance."""

from advice_line.audit.spc.scene import Look

COLOURS: dict[str, tuple[int, int, int]] = {
    Look.GRID: (216, 221, 224),
    Look.AXIS: (76, 98, 114),
    Look.TEXT: (33, 43, 50),
    Look.QUIET: (76, 98, 114),
    Look.SERIES: (118, 134, 146),
    Look.MEAN: (33, 43, 50),
    Look.LIMIT: (76, 98, 114),
    Look.NEAR: (118, 134, 146),
    Look.TARGET: (163, 25, 56),
    Look.BEGIN: (33, 43, 50),
    Look.NOTE: (0, 94, 184),
    Look.COMMON: (118, 134, 146),
    Look.IMPROVEMENT: (0, 94, 184),
    Look.CONCERN: (196, 83, 0),
    Look.NEITHER: (112, 63, 151),
}
