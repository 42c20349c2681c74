-- alter column `counter.tiny`: i8 -> u8: nothing to do on sqlite

-- alter column `counter.small`: u16 -> i16: nothing to do on sqlite

-- alter column `counter.plain`: i32 -> u32: nothing to do on sqlite

-- alter column `counter.wide`: u32 -> u64: nothing to do on sqlite

-- alter column `counter.medium`: i24 -> u24: nothing to do on sqlite
