using System.CommandLine;
using Muutostieto.Hosting.Reports;
using Muutostieto.Records;

namespace Muutostieto.Cli.Commands;

/// <summary>How <c>audit person --report</c> writes the report.</summary>
/// <param name="Language">One of <see cref="ReportWords.Languages"/>.</param>
/// <param name="IsHtml">Whether as HTML; else as plain text.</param>
internal sealed record PersonReportOptions(string Language, bool IsHtml)
{
    private const string Html = "html";
    private static readonly string[] Formats = ["text", Html];

    internal static Option<bool> NewReport() => new("--report")
    {
        Description = "Write the person's own report, to be printed and handed over: who received the data, when, why and which. The "
            + "answer for the keeper of the register is not shown then",
    };

    internal static Option<string?> NewLanguage() => new("--language")
    {
        Description = "Language of the report: fi (default), sv or en",
        HelpName = "fi|sv|en",
    };

    internal static Option<string?> NewFormat() => new("--format")
    {
        Description = "Form of the report: text (default), as wide as A4, or html, one file that prints on A4",
        HelpName = "text|html",
    };

    /// <summary>Null when no report is asked for.</summary>
    /// <exception cref="MuutostietoException">Usage: options that do not go together, or an unknown value.</exception>
    internal static PersonReportOptions? Of(bool isAsked, string? language, string? format, bool isJson)
    {
        if (!isAsked)
        {
            return language is null && format is null
                ? null
                : throw Refused($"{(language is null ? "--format" : "--language")}: it is of the person's report. Add --report.");
        }

        if (isJson)
        {
            throw Refused("--report and --json: two forms at once. Choose one.");
        }

        Require("--language", language, ReportWords.Languages);
        Require("--format", format, Formats);
        return new PersonReportOptions(language ?? ReportWords.Languages[0], format == Html);
    }

    private static void Require(string option, string? value, IReadOnlyList<string> possible)
    {
        if (value is not null && !possible.Contains(value))
        {
            throw Refused($"{option}: there is no '{value}'. {Suggestion.For(value, possible)}Possible: {string.Join(", ", possible)}.");
        }
    }

    private static MuutostietoException Refused(string message) => new(FailureKind.Usage, message + " Nothing was recorded or answered.");
}
