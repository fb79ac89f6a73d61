using System.Buffers.Binary;
using System.Text;
using Muutostieto.Sqlite;

namespace Muutostieto.Register.Sqlite;

/// <summary>The residents of one municipality, one at a time, in byte order of identity code.</summary>
internal sealed class MunicipalityCursor(SqliteStatement row, string municipality) : IDisposable
{
    private readonly byte[] number = Encoding.UTF8.GetBytes(municipality);

    /// <summary>
    /// The current row's identity code as a number that is ordered as its bytes are: comparing it needs no look into the store.
    /// </summary>
    public UInt128 Order { get; private set; }

    public bool Step()
    {
        if (!row.Step())
        {
            return false;
        }

        Span<byte> padded = stackalloc byte[16];
        padded.Clear();
        row.Bytes(1).CopyTo(padded);
        Order = BinaryPrimitives.ReadUInt128BigEndian(padded);
        return true;
    }

    public void Show(PersonVisitor visit)
    {
        var resident = new ResidentRow
        {
            PersonId = row.Number(0),
            IdentityCode = row.Bytes(1),
            Municipality = number,
            NonDisclosureEnd = row.Bytes(2),
            Document = row.Bytes(3),
        };
        visit(in resident);
    }

    public void Dispose() => row.Dispose();
}
