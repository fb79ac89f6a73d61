using Muutostieto.Sqlite;

namespace Muutostieto.Register.Sqlite;

/// <summary>
/// A merge of the municipalities' cursors: a binary heap whose top is the smallest identity code. Nothing is sorted and nothing allocated
/// by person.
/// </summary>
internal sealed class ResidentScan : IDisposable
{
    private const int CancellationInterval = 256;

    private readonly List<MunicipalityCursor> cursors = [];
    private readonly MunicipalityCursor[] heap;
    private int count;

    public ResidentScan(SqliteDatabase database, ResidentQuery query, IReadOnlyList<string> municipalities)
    {
        foreach (var municipality in municipalities.Distinct(StringComparer.Ordinal))
        {
            cursors.Add(new MunicipalityCursor(query.Prepare(database, municipality), municipality));
        }

        heap = new MunicipalityCursor[cursors.Count];
    }

    public void Run(PersonVisitor visit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Fill();
        for (var seen = 1; count > 0; seen++)
        {
            if (seen % CancellationInterval == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var smallest = heap[0];
            smallest.Show(visit);
            if (!smallest.Step())
            {
                heap[0] = heap[--count];
            }

            SiftDown(0);
        }
    }

    public void Dispose()
    {
        foreach (var cursor in cursors)
        {
            cursor.Dispose();
        }
    }

    private void Fill()
    {
        foreach (var cursor in cursors)
        {
            if (cursor.Step())
            {
                heap[count++] = cursor;
            }
        }

        for (var at = (count / 2) - 1; at >= 0; at--)
        {
            SiftDown(at);
        }
    }

    private void SiftDown(int at)
    {
        while (true)
        {
            var child = (2 * at) + 1;
            if (child >= count)
            {
                return;
            }

            if (child + 1 < count && heap[child + 1].Order < heap[child].Order)
            {
                child++;
            }

            if (heap[at].Order <= heap[child].Order)
            {
                return;
            }

            (heap[at], heap[child]) = (heap[child], heap[at]);
            at = child;
        }
    }
}
