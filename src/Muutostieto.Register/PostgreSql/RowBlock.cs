namespace Muutostieto.Register.PostgreSql;

/// <summary>Some hundred residents, from the connection that read them to the thread that shows them.</summary>
internal sealed class RowBlock
{
    private const int Bytes = 1 << 18;

    private readonly List<(long Person, int Code, int Municipality, int Order, int Document, int End)> rows = [];
    private byte[] memory = new byte[Bytes];
    private int used;

    internal bool IsEmpty => rows.Count == 0;

    /// <summary>Takes the row that was read.</summary>
    /// <returns>Whether there is room for no more.</returns>
    internal bool Add(long person, RowBytes row)
    {
        var all = row.All;
        if (used + all.Length > memory.Length)
        {
            Array.Resize(ref memory, used + all.Length);
        }

        all.CopyTo(memory.AsSpan(used));
        var code = used;
        var municipality = code + row[0].Length;
        var order = municipality + row[1].Length;
        var document = order + row[2].Length;
        used += all.Length;
        rows.Add((person, code, municipality, order, document, used));
        return used > Bytes - (Bytes >> 4);
    }

    /// <summary>Shows the rows, one after another.</summary>
    internal void Show(PersonVisitor visit, CancellationToken cancellation)
    {
        var shown = 0;
        foreach (var (person, code, municipality, order, document, end) in rows)
        {
            if (++shown % MunicipalityScan.CancellationInterval == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var resident = new ResidentRow
            {
                PersonId = person,
                IdentityCode = memory.AsSpan(code..municipality),
                Municipality = memory.AsSpan(municipality..order),
                NonDisclosureEnd = memory.AsSpan(order..document),
                Document = memory.AsSpan(document..end),
            };
            visit(in resident);
        }
    }

    /// <summary>Makes room for others.</summary>
    internal void Clear()
    {
        rows.Clear();
        used = 0;
    }
}
