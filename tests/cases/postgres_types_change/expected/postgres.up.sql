-- alter column `sample.address`: varchar(43) -> inet
-- hazard[narrow-type]: fails or truncates values of `sample.address` that do not fit the new type
ALTER TABLE "sample" ALTER COLUMN "address" TYPE inet USING "address"::inet;

-- alter column `sample.span`: int4range -> int8range
ALTER TABLE "sample" ALTER COLUMN "span" TYPE int8range USING "span"::text::int8range;

-- alter column `sample.numbers`: array(i32) -> array(i64)
ALTER TABLE "sample" ALTER COLUMN "numbers" TYPE bigint[];

-- alter column `sample.bits`: bit(8) -> varbit(16)
ALTER TABLE "sample" ALTER COLUMN "bits" TYPE varbit(16);

-- alter column `sample.raw`: json_text -> json
-- hazard[narrow-type]: fails or truncates values of `sample.raw` that do not fit the new type
ALTER TABLE "sample" ALTER COLUMN "raw" TYPE jsonb;
