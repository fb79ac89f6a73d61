using System.Text;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;

namespace Muutostieto.Register.Import;

/// <summary>
/// Whether two documents of a person say the same. The order of their groups follows the order of the entries that they came from, and says
/// nothing; groups that clarify another stay with it.
/// </summary>
internal sealed class DocumentComparison(GroupCatalog catalog)
{
    private const char Separator = '\u001f';
    private readonly JsonRecordReader reader = new(catalog);
    private readonly Record record = new();

    public bool AreSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        one.SequenceEqual(other) || (one.Length == other.Length && Facts(one).SequenceEqual(Facts(other), StringComparer.Ordinal));

    private List<string> Facts(ReadOnlySpan<byte> document)
    {
        reader.Read(document, record);
        var facts = new List<string>();
        var text = new StringBuilder();
        for (var group = 0; group < record.GroupCount; group++)
        {
            var spec = record.Spec(group);
            if (spec.Clarifies.Count == 0 && text.Length > 0)
            {
                facts.Add(text.ToString());
                text.Clear();
            }

            text.Append(spec).Append((char)record.Attribute(group));
            foreach (var field in spec.Fields)
            {
                text.Append(Separator).Append(record.Text(group, field.Name));
            }
        }

        facts.Add(text.ToString());
        facts.Sort(StringComparer.Ordinal);
        return facts;
    }
}
