using System.Buffers;
using System.Text;
using System.Text.Json;
using Muutostieto.Audit;
using Muutostieto.Disclosure;
using Muutostieto.Interface.Mapping;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Interface.Pages;

/// <summary>
/// What the gate lets an answer say of the persons that its records name. Each is asked for once: a relation is written under several
/// names, and the members of a family name each other. Of one part of an answer, inside its read transaction.
/// </summary>
/// <param name="register">Open for reading.</param>
/// <param name="gate">Of the answer.</param>
/// <param name="stub">How such a person is written.</param>
/// <param name="asOf">The key that the answer shows.</param>
/// <param name="tally">Notes those that something is said of: they are disclosed as the answer's own persons are.</param>
internal sealed class RelatedPersons(
    IRegister register, DisclosedRecord.Gate gate, PersonStub stub, JournalKey asOf, DisclosureTally tally) : IRelatedPersons
{
    private const int CodeLength = 11;

    private readonly DisclosedRecord person = DisclosedRecord.Gate.NewContainer();
    private readonly ArrayBufferWriter<byte> made = new();
    private readonly Dictionary<string, byte[]> known = [];

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> code)
    {
        Span<char> text = stackalloc char[CodeLength];
        if (code.Length != CodeLength || Ascii.ToUtf16(code, text, out _) != OperationStatus.Done)
        {
            return Write(code, isKnown: false);
        }

        var byText = known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!byText.TryGetValue(text, out var written))
        {
            var key = text.ToString();
            known.Add(key, written = Write(code, TryDisclose(key, code)));
        }

        return written;
    }

    private bool TryDisclose(string text, ReadOnlySpan<byte> code)
    {
        if (register.FindId(text, asOf) is not { } id)
        {
            return false;
        }

        // A span cannot go into the visitor.
        var (bytes, passed) = (code.ToArray(), false);
        _ = register.Show(id, asOf, (in VersionRow row) => passed = gate.TryDiscloseRelated(bytes, row, person));
        if (passed)
        {
            tally.Add(id, person.Content);
        }

        return passed;
    }

    private byte[] Write(ReadOnlySpan<byte> code, bool isKnown)
    {
        made.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(made, ChangePages.JsonOptions))
        {
            stub.Write(json, code, isKnown ? person.Content : default(RecordView?));
        }

        return made.WrittenSpan.ToArray();
    }
}
