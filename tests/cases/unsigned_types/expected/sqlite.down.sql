-- alter column `counter.tiny`: u8 -> i8: nothing to do on sqlite

-- alter column `counter.small`: i16 -> u16: nothing to do on sqlite

-- alter column `counter.plain`: u32 -> i32: nothing to do on sqlite

-- alter column `counter.wide`: u64 -> u32: nothing to do on sqlite

-- alter column `counter.medium`: u24 -> i24: nothing to do on sqlite
