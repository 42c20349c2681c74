-- create table `sqlite_things`: 1 column
CREATE TABLE "sqlite_things" (
    "id" bigint NOT NULL,
    CONSTRAINT "sqlite_things_pkey" PRIMARY KEY ("id")
);
