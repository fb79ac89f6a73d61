using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Deliveries.Updates;
using Muutostieto.Records;
using Muutostieto.Records.Customers;

namespace Muutostieto.Hosting.Extracts;

/// <summary>The customers' files as updates use them.</summary>
/// <param name="inputs">The files.</param>
/// <param name="ledger">Has the results before.</param>
internal sealed class UpdateFiles(CustomerFiles inputs, Func<ILedger> ledger) : IUpdateFiles
{
    public UpdateMark Take(string name, Stream content, CancellationToken cancellation) => inputs.Keep(name, content, cancellation).Mark;

    public IReadOnlyList<(string Sha256, DateTimeOffset Since)> List() => inputs.List();

    public void Remove(string sha256) => inputs.Remove(sha256);

    /// <summary>
    /// A file that is nearly an earlier one of the same recipient, with a few rows that are new among many that were answered before, may
    /// ask for single persons. Files are compared as long as they are kept.
    /// </summary>
    public string? NoticeOf(string recipient, int few, UpdateMark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        UInt128[]? rows = null;
        var earlier = ledger().List(new DeliveryFilter(Kind: DeliveryKind.Extract)).Where(delivery =>
            delivery.State != DeliveryState.Withdrawn
            && delivery.Terms.Value.Recipient == recipient
            && delivery.Terms.Value.Order?.Update is { } before
            && before.Sha256 != mark.Sha256
            && mark.Rows - before.Rows < few);
        foreach (var delivery in earlier.DistinctBy(delivery => delivery.Terms.Value.Order!.Update!.Sha256))
        {
            if (Earlier(delivery.Terms.Value.Order!.Update!.Sha256) is not { } known
                || (rows ??= RowsOf(mark.Sha256)) is not { } asked)
            {
                continue;
            }

            var added = asked.Count(row => Array.BinarySearch(known, row) < 0);
            if (added > 0 && added < few)
            {
                return $"the customer's file has {Figures.Count(added, "row")} that one of {delivery.Title} did not have, fewer than the "
                    + $"{few} of the smallest file: it may ask for single persons. Ask the recipient why.";
            }
        }

        return null;
    }

    /// <summary>One that is damaged is nothing that the new file could be compared with.</summary>
    private UInt128[]? Earlier(string sha256)
    {
        try
        {
            return RowsOf(sha256);
        }
        catch (MuutostietoException damaged) when (damaged.Kind == FailureKind.Usage)
        {
            return null;
        }
    }

    /// <summary>
    /// The persons that the rows of a file ask for, by 16 bytes of a hash, sorted and each once; null when the file is not kept.
    /// </summary>
    private UInt128[]? RowsOf(string sha256)
    {
        using var content = inputs.Find(sha256);
        if (content is null)
        {
            return null;
        }

        using var file = CustomerFile.Open(sha256, content);
        var (rows, count, hash) = (new UInt128[file.Rows], 0, new byte[SHA256.HashSizeInBytes]);
        while (file.Read() is { } row)
        {
            var text = row.IdentityCode.Length > 0
                ? row.IdentityCode
                : $"{row.Surname}\n{row.FirstNames}\n{row.BirthDate}".ToUpperInvariant();
            SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
            rows[count++] = BinaryPrimitives.ReadUInt128BigEndian(hash);
        }

        Array.Sort(rows);
        var distinct = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            if (row == 0 || rows[row] != rows[row - 1])
            {
                rows[distinct++] = rows[row];
            }
        }

        Array.Resize(ref rows, distinct);
        return rows;
    }
}
