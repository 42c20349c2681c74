-- alter column `counter.small`: u16 -> i16
-- hazard[narrow-type]: fails or truncates values of `counter.small` that do not fit the new type
ALTER TABLE "counter" ALTER COLUMN "small" TYPE smallint;

-- alter column `counter.plain`: i32 -> u32
-- hazard[narrow-type]: fails or truncates values of `counter.plain` that do not fit the new type
ALTER TABLE "counter" ALTER COLUMN "plain" TYPE bigint;

-- alter column `counter.wide`: u32 -> u64
ALTER TABLE "counter" ALTER COLUMN "wide" TYPE numeric(20,0);

-- alter column `counter.tiny`: i8 -> u8: nothing to do on postgres

-- alter column `counter.medium`: i24 -> u24: nothing to do on postgres
