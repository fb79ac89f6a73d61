using System.Globalization;
using Microsoft.AspNetCore.Http;
using Muutostieto.SelfService.Applications;
using Muutostieto.Server.SelfService.Pages;

namespace Muutostieto.Server.SelfService.Http;

/// <summary>Numbers and versions of what users change, and the answer when another was first.</summary>
internal static class PageRequestExtensions
{
    /// <summary>A number in the path; 0, which nothing has, when it is none.</summary>
    internal static long Number(this PageRequest request, string name) =>
        long.TryParse(request.Route(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The version that the user saw; 0, which nothing has, when the form names none.</summary>
    internal static int Version(this PageRequest request) => FieldText.Number(request.Form.Text("version")) ?? 0;

    /// <summary>It was changed since the user saw it: nothing was done.</summary>
    /// <param name="request">The request.</param>
    /// <param name="place">Where it is seen as it is now.</param>
    /// <param name="changed">Says who.</param>
    internal static PageResult Overtaken(this PageRequest request, string place, ChangedMeanwhileException changed)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new PageResult.Shown(
            StatusCodes.Status409Conflict,
            typeof(MeanwhilePage),
            [(nameof(MeanwhilePage.Place), place), (nameof(MeanwhilePage.By), changed.By)]);
    }
}
