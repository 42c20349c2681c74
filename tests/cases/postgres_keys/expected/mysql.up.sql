-- add unique constraint `uq_b` on `b`: a, id
-- hazard[constraint-on-rows]: fails if existing rows of `b` violate `uq_b`
ALTER TABLE `b` ADD CONSTRAINT `uq_b` UNIQUE (`a`, `id`);

-- add foreign key `fk_b` on `b`: a -> a.id
-- hazard[constraint-on-rows]: fails if existing rows of `b` violate `fk_b`
ALTER TABLE `b` ADD CONSTRAINT `fk_b` FOREIGN KEY (`a`) REFERENCES `a` (`id`);
