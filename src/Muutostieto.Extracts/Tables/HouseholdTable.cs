using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Muutostieto.Extracts.Orders;
using Muutostieto.Extracts.Selection;
using Muutostieto.Records.Model;
using Muutostieto.Records.Tables;

namespace Muutostieto.Extracts.Tables;

/// <summary>
/// A row a household-dwelling: the permanent residents of one dwelling, by its identifier. Who has none in force, also because it is
/// masked, is in no row. Memory is some 50 bytes a dwelling.
/// </summary>
/// <param name="day">The day on which ages are counted.</param>
internal sealed class HouseholdTable(DateOnly day) : IComputedTable
{
    private const int Adult = 18;
    private const int CodeLength = 16;
    private readonly Dictionary<UInt128, Household> households = [];
    private KeyValuePair<UInt128, Household>[] rows = [];

    public string Name => "kotitaloudet";

    public IReadOnlyList<TableColumn> Columns { get; } =
    [
        new("asuinpaikkatunnus"), new("kuntanumero"), new("postinumero"),
        new("henkiloita", IsNumber: true), new("aikuisia", IsNumber: true), new("alle_18_vuotiaita", IsNumber: true),
    ];

    public long SmallestFrame => 0;

    public long Rows => rows.Length;

    public void Add(RecordView person)
    {
        Span<byte> code = stackalloc byte[CodeLength];
        if (HouseholdOf.Code(person) is not { Length: CodeLength } text || !Ascii.IsValid(text))
        {
            return;
        }

        Encoding.ASCII.GetBytes(text, code);
        ref var household = ref CollectionsMarshal.GetValueRefOrAddDefault(households, BinaryPrimitives.ReadUInt128BigEndian(code), out _);
        household.Persons++;
        household.Children += IsChild(person) ? 1 : 0;
        household.Municipality = household.Municipality == 0 ? PlaceOf.Municipality(person) : household.Municipality;
        household.PostalCode = household.PostalCode == 0 ? PlaceOf.PostalCode(person) : household.PostalCode;
    }

    /// <summary>By the code: the bytes of a key are its letters, the first the highest.</summary>
    public void Finish()
    {
        rows = [.. households];
        Array.Sort(rows, (one, other) => one.Key.CompareTo(other.Key));
    }

    public void WriteTo(ITableRows rows, CancellationToken cancellation)
    {
        Span<byte> code = stackalloc byte[CodeLength];
        foreach (var (key, household) in this.rows)
        {
            cancellation.ThrowIfCancellationRequested();
            BinaryPrimitives.WriteUInt128BigEndian(code, key);
            rows.Write(code);
            rows.Write(Digits(household.Municipality, "D3"));
            rows.Write(Digits(household.PostalCode, "D5"));
            rows.Write(household.Persons);
            rows.Write(household.Persons - household.Children);
            rows.Write(household.Children);
            rows.EndRow();
        }
    }

    /// <summary>Of a day of birth with an unknown part every possible age must be below.</summary>
    private bool IsChild(RecordView person) => BirthDays.Of(person) is { } born && born.AgeOn(day).Greatest < Adult;

    private static byte[] Digits(int number, string format) =>
        number == 0 ? [] : Encoding.ASCII.GetBytes(number.ToString(format, CultureInfo.InvariantCulture));

    private record struct Household(int Persons, int Children, int Municipality, int PostalCode);
}
