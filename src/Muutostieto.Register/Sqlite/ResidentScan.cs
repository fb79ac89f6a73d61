namespace Muutostieto.Register.Sqlite;

/// <summary>A merge of the municipalities' cursors: a binary heap whose top is the smallest identity code. Nothing is sorted and nothing allocated by person.</summary>
internal sealed class ResidentScan : IDisposable
{
    private const int CancellationInterval = 256;

    private readonly List<MunicipalityCursor> _cursors = [];
    private readonly MunicipalityCursor[] _heap;
    private int _count;

    public ResidentScan(SqliteDatabase database, JournalKey asOf, IReadOnlyList<string> municipalities)
    {
        foreach (var municipality in municipalities.Distinct(StringComparer.Ordinal))
        {
            var row = database.Prepare(SqliteSchema.Residents).Bind(1, municipality).Bind(2, asOf.Value);
            _cursors.Add(new MunicipalityCursor(row, municipality));
        }

        _heap = new MunicipalityCursor[_cursors.Count];
    }

    public void Run(PersonVisitor visit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Fill();
        for (var seen = 1; _count > 0; seen++)
        {
            if (seen % CancellationInterval == 0) cancellation.ThrowIfCancellationRequested();
            var smallest = _heap[0];
            smallest.Show(visit);
            if (!smallest.Step()) _heap[0] = _heap[--_count];
            SiftDown(0);
        }
    }

    public void Dispose()
    {
        foreach (var cursor in _cursors) cursor.Dispose();
    }

    private void Fill()
    {
        foreach (var cursor in _cursors)
        {
            if (cursor.Step()) _heap[_count++] = cursor;
        }

        for (var at = (_count / 2) - 1; at >= 0; at--) SiftDown(at);
    }

    private void SiftDown(int at)
    {
        while (true)
        {
            var child = (2 * at) + 1;
            if (child >= _count) return;
            if (child + 1 < _count && _heap[child + 1].Order < _heap[child].Order) child++;
            if (_heap[at].Order <= _heap[child].Order) return;
            (_heap[at], _heap[child]) = (_heap[child], _heap[at]);
            at = child;
        }
    }
}
