-- add column `stay.last`: i32, not null
-- hazard[stand-in-value]: existing rows get 0 in `stay.last`, because the original value is unknown
ALTER TABLE "stay" ADD COLUMN "last" integer NOT NULL DEFAULT 0;

-- add column `stay.last`: i32, not null
ALTER TABLE "stay" ALTER COLUMN "last" DROP DEFAULT;
