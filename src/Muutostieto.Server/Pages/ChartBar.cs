namespace Muutostieto.Server.Pages;

/// <summary>One delivery in a chart: its bar, and the place of the sign below.</summary>
internal sealed record ChartBar(
    string Title, bool IsBase, bool IsWithdrawn, Level Level, double X, double Y, double Width, double Height, double SignX, double SignY);
