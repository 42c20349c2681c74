-- alter enum `state`: open, done -> new, open, in_work, done, lost
ALTER TYPE "state" ADD VALUE 'new' BEFORE 'open';

-- alter enum `state`: open, done -> new, open, in_work, done, lost
ALTER TYPE "state" ADD VALUE 'in_work' AFTER 'open';

-- alter enum `state`: open, done -> new, open, in_work, done, lost
ALTER TYPE "state" ADD VALUE 'lost' AFTER 'done';
