using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Muutostieto.Cli.Service.Site;

/// <summary>What the compiler turns <c>Markup.Of($"…")</c> into: words of the program stay, every value is encoded unless it is markup already.</summary>
[InterpolatedStringHandler]
internal readonly struct MarkupBuilder
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder html;

    public MarkupBuilder(int literalLength, int formattedCount) => html = new StringBuilder(literalLength + (formattedCount * 16));

    public void AppendLiteral(string value) => html.Append(value);

    public void AppendFormatted(string? value) => html.Append(Encoder.Encode(value ?? ""));

    public void AppendFormatted(Markup value) => html.Append(value.Html);

    public void AppendFormatted(long value) => html.Append(CultureInfo.InvariantCulture, $"{value}");

    /// <summary>A coordinate: two decimals are enough for any screen.</summary>
    public void AppendFormatted(double value) => html.Append(CultureInfo.InvariantCulture, $"{value:0.##}");

    internal string Build() => html.ToString();
}
