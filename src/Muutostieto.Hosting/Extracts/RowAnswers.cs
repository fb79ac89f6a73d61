using Muutostieto.Deliveries.Composition.Updates;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Matching;
using Muutostieto.Records.Csv;
using Muutostieto.Records.Customers;
using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Hosting.Extracts;

/// <summary>The answers to a customer's file, row by row.</summary>
/// <param name="register">Open for reading.</param>
/// <param name="content">The file; closed with this.</param>
/// <param name="file">Its rows; closed with this.</param>
/// <param name="matcher">Matches them.</param>
/// <param name="before">Matches them as the result before did: rows that it answers alike are left out. Null: all are answered.</param>
internal sealed class RowAnswers(IRegister register, Stream content, CustomerFile file, RowMatcher matcher, RowMatcher? before)
    : IUpdateAnswers
{
    private const int Reported = 1000;

    public IReadOnlyList<string> Passed => file.Passed;

    public IReadOnlyList<CsvTable> Tables => matcher.Tables;

    public long Cleaned => matcher.Cleaned;

    public void Give(Action<UpdateAnswer> take, IProgress<long>? progress, CancellationToken cancellation) => _ = register.InOneState(() =>
    {
        var rows = 0L;
        while (file.Read() is { } row)
        {
            cancellation.ThrowIfCancellationRequested();
            var asked = new MatchRow(row.IdentityCode, row.Surname, row.FirstNames, row.BirthDate);
            var result = matcher.Match(asked);
            if (before is null || HasChanged(asked, result))
            {
                take(Answer(row, result));
            }

            if (++rows % Reported == 0)
            {
                progress?.Report(rows);
            }
        }

        progress?.Report(rows);
        return rows;
    });

    public void Dispose()
    {
        file.Dispose();
        content.Dispose();
    }

    private UpdateAnswer Answer(CustomerRow row, MatchResult result) => new()
    {
        Reference = row.Reference,
        Passed = row.Passed,
        Outcome = (int)result.Answer.Outcome,
        Method = result.Answer.Method is { } method ? MatchMethodNames.Of(method) : null,
        NewIdentityCode = result.Answer.NewIdentityCode,
        Person = result.Answer.Person,
        Content = matcher.Content,
        TrueOutcome = (int)result.Outcome,
        TrueMethod = result.Method is { } trueMethod ? MatchMethodNames.Of(trueMethod) : null,
    };

    private bool HasChanged(MatchRow row, MatchResult now)
    {
        var then = before!.Match(row);
        return (then.Answer with { Person = null }) != (now.Answer with { Person = null })
            || before.Content is null != matcher.Content is null
            || (matcher.Content is { } shown && !AreSame(before.Content!.Content, shown.Content));
    }

    private static bool AreSame(RecordView one, RecordView other)
    {
        if (one.GroupCount != other.GroupCount)
        {
            return false;
        }

        for (var group = 0; group < one.GroupCount; group++)
        {
            if (!AreSame(one, other, group))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreSame(RecordView one, RecordView other, int group)
    {
        if (one.Spec(group) != other.Spec(group))
        {
            return false;
        }

        for (var field = 0; field < one.Spec(group).Fields.Count; field++)
        {
            if (!one.Value(group, field).SequenceEqual(other.Value(group, field)))
            {
                return false;
            }
        }

        return true;
    }
}
