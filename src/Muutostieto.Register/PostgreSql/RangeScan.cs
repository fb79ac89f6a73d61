using System.Collections.Concurrent;

namespace Muutostieto.Register.PostgreSql;

/// <summary>
/// A scan over several connections. Each reads one range of identity codes after another, and the rows are shown in the order of the
/// codes: the same as one connection shows, as what is in force as of a key is the same in every state of the register that has it.
/// Memory is bounded by what is read ahead, not by the population.
/// </summary>
/// <param name="scanOf">The query of a range.</param>
/// <param name="ranges">All codes, in their order.</param>
/// <param name="connections">How many ranges are read at once.</param>
internal sealed class RangeScan(Func<CodeRange, MunicipalityScan> scanOf, IReadOnlyList<CodeRange> ranges, int connections)
{
    /// <summary>About so many persons are in a range: it is read to its end before it is its turn.</summary>
    internal const int PersonsInRange = 6_000;

    /// <summary>Blocks that one connection may be ahead: 8 MB.</summary>
    private const int MostAhead = 32;

    private readonly ConcurrentBag<RowBlock> free = [];

    /// <summary>Shows each resident; the visitor is called by the thread of the caller alone.</summary>
    public void Run(PersonVisitor visit, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = new Queue<(BlockingCollection<RowBlock> Blocks, Task End)>();
        var next = 0;
        try
        {
            BeginMore();
            while (reading.TryPeek(out var first))
            {
                foreach (var block in first.Blocks.GetConsumingEnumerable(cancellation))
                {
                    block.Show(visit, cancellation);
                    block.Clear();
                    free.Add(block);
                }

                first.End.GetAwaiter().GetResult();
                _ = reading.Dequeue();
                first.Blocks.Dispose();
                BeginMore();
            }
        }
        finally
        {
            stop.Cancel();
            foreach (var (blocks, end) in reading)
            {
                // What it failed of is said by the first that failed.
                ((IAsyncResult)end).AsyncWaitHandle.WaitOne();
                _ = end.Exception;
                blocks.Dispose();
            }
        }

        void BeginMore()
        {
            while (next < ranges.Count && reading.Count < connections)
            {
                var (range, blocks) = (ranges[next++], new BlockingCollection<RowBlock>(MostAhead));
                var end = Task.Factory.StartNew(
                    () => Read(range, blocks, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                reading.Enqueue((blocks, end));
            }
        }
    }

    private void Read(CodeRange range, BlockingCollection<RowBlock> blocks, CancellationToken stop)
    {
        try
        {
            var (row, block) = (new RowBytes(4), NewBlock());
            scanOf(range).Run(
                reader =>
                {
                    row.TakeResident(reader);
                    if (block.Add(reader.GetInt64(0), row))
                    {
                        blocks.Add(block, stop);
                        block = NewBlock();
                    }
                },
                stop);
            if (!block.IsEmpty)
            {
                blocks.Add(block, stop);
            }
        }
        finally
        {
            blocks.CompleteAdding();
        }
    }

    private RowBlock NewBlock() => free.TryTake(out var block) ? block : new RowBlock();
}
