using Muutostieto.Hosting.Status;
using Muutostieto.Records;

namespace Muutostieto.Server.Words;

/// <summary>An alert in a language other than the program's own, from <c>AlertWords.resx</c>.</summary>
/// <param name="Text">What was found.</param>
/// <param name="IsAll">Whether it says all that the program's own message does; else that one is shown below it.</param>
internal sealed record AlertText(string Text, bool IsAll)
{
    /// <param name="group">What to say.</param>
    /// <param name="words">The language.</param>
    /// <param name="text">The language's words of a key; {0} is a count, {1} a time.</param>
    internal static AlertText Of(AlertGroup group, SiteWords words, Func<string, string> text)
    {
        var (first, kind) = (group.First, group.First.Kind);
        return kind switch
        {
            AlertKind.Overdue => new(Counted(first.Delivery!.PublishedAt), IsAll: true),
            AlertKind.Refused or AlertKind.Unclear => new(Counted(null), IsAll: true),
            AlertKind.Missed => new(
                SiteWords.Format(text($"{kind}"), words.Count(group.Alerts.Count), words.At(first.Since!.Value)), IsAll: true),
            AlertKind.Overtaken => new(Counted(null), IsAll: false),
            AlertKind.Chain => new(text(first.Delivery is null ? $"{kind}.Audit" : $"{kind}.Deliveries"), IsAll: false),
            AlertKind.Failed => new(
                text($"{(first.Permit is null ? "FailedRun" : "FailedPermit")}.{Cause(first.Failure)}"), IsAll: false),
            _ => new(text(first.IsOfInterface ? $"{kind}.Interface" : $"{kind}"), IsAll: false),
        };

        string Counted(DateTimeOffset? since) => SiteWords.Format(
            text(group.Alerts.Count == 1 ? $"{kind}.One" : $"{kind}.Other"),
            words.Count(group.Alerts.Count), since is { } at ? words.At(at) : "");
    }

    private static string Cause(FailureKind failure) =>
        failure is FailureKind.Transient or FailureKind.Usage or FailureKind.Integrity ? $"{failure}" : "Other";
}
