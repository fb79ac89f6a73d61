using Muutostieto.PostgreSql.Copy;

namespace Muutostieto.PostgreSql.Tests.Copy;

/// <summary>Does something at each step of a copy.</summary>
internal sealed class WatchedCopy(Action<string>? at = null) : ICopyObserver
{
    internal const string WrittenStep = "written";

    internal List<string> Steps { get; } = [];

    public void Copied(string store, string table, long rows) => Report($"copied {store}.{table} {rows}");

    public void Written() => Report(WrittenStep);

    public void Compared(string store, string table, long rows) => Report($"compared {store}.{table} {rows}");

    private void Report(string step)
    {
        Steps.Add(step);
        at?.Invoke(step);
    }
}
