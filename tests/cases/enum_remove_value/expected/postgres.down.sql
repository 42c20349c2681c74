-- alter enum `state`: open, done -> open, lost, done
ALTER TYPE "state" ADD VALUE 'lost' AFTER 'open';
