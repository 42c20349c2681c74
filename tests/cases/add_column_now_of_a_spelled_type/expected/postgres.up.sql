-- add column `entry.day`: native(DATE), not null, default now()
ALTER TABLE "entry" ADD COLUMN "day" DATE NOT NULL DEFAULT now();

-- add column `entry.time`: native(TIME), not null, default now()
ALTER TABLE "entry" ADD COLUMN "time" TIME NOT NULL DEFAULT now();

-- add column `entry.moment`: native(TIMESTAMP), not null, default now()
ALTER TABLE "entry" ADD COLUMN "moment" TIMESTAMP NOT NULL DEFAULT now();
