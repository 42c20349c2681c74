-- alter column `counter.small`: i16 -> u16
-- hazard[narrow-type]: fails or truncates values of `counter.small` that do not fit the new type
ALTER TABLE "counter" ALTER COLUMN "small" TYPE integer;

-- alter column `counter.plain`: u32 -> i32
-- hazard[narrow-type]: fails or truncates values of `counter.plain` that do not fit the new type
ALTER TABLE "counter" ALTER COLUMN "plain" TYPE integer;

-- alter column `counter.wide`: u64 -> u32
-- hazard[narrow-type]: fails or truncates values of `counter.wide` that do not fit the new type
ALTER TABLE "counter" ALTER COLUMN "wide" TYPE bigint;

-- alter column `counter.tiny`: u8 -> i8: nothing to do on postgres

-- alter column `counter.medium`: u24 -> i24: nothing to do on postgres
