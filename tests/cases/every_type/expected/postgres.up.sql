-- create enum `mood`: calm, wild
CREATE TYPE "mood" AS ENUM ('calm', 'wild');

-- create table `sample`: 26 columns
CREATE TABLE "sample" (
    "id" bigint NOT NULL,
    "flag" boolean NOT NULL,
    "tiny" smallint NOT NULL,
    "small" smallint NOT NULL,
    "medium" integer NOT NULL,
    "big" bigint NOT NULL,
    "tiny_u" smallint NOT NULL,
    "small_u" integer NOT NULL,
    "medium_u" bigint NOT NULL,
    "big_u" numeric(20,0) NOT NULL,
    "single" real NOT NULL,
    "double" double precision NOT NULL,
    "price" numeric(10,2) NOT NULL,
    "letter" varchar(1) NOT NULL,
    "words" text NOT NULL,
    "short" varchar(40) NOT NULL,
    "bytes" bytea NOT NULL,
    "key" bytea NOT NULL,
    "day" date NOT NULL,
    "hour" time NOT NULL,
    "moment" timestamp NOT NULL,
    "instant" timestamptz NOT NULL,
    "uuid" uuid NOT NULL,
    "doc" jsonb NOT NULL,
    "mood" "mood" NOT NULL,
    "loose" text,
    CONSTRAINT "sample_pkey" PRIMARY KEY ("id")
);

COMMENT ON TABLE "sample" IS 'One column of each type.';
