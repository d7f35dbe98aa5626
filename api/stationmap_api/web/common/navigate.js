/* Addresses that open a map application on the way to a station. They hold the destination alone: the application
   knows where its user is, and nobody else needs to.

   Amap     longitude first, GCJ-02 (coordinate=gaode), from the phone's own position where `from` is left out.
            https://lbs.amap.com/api/uri-api/guide/travel/route and …/guide/mobile-web/point
   Baidu    latitude first; BD-09 unless coord_type says gcj02. A marker, because a route wants an origin.
            https://lbsyun.baidu.com/index.php?title=uri/api/web
   Tencent  latitude first; its own coordinates, which are GCJ-02, unless coord_type says 1; from the phone's position.
            https://lbs.qq.com/webApi/uriV1/uriGuide/uriWebRoute
   Apple    latitude first; its map of the mainland is in GCJ-02, and no parameter says otherwise.
            https://developer.apple.com/library/archive/featuredarticles/iPhoneURLScheme_Reference/MapLinks/MapLinks.html
            https://github.com/dpa99c/phonegap-launch-navigator/issues/186
   geo:     latitude first, WGS 84 by RFC 5870; q=lat,lon(name) as Android's common intents have it.
            https://developer.android.com/guide/components/intents-common#Maps */
app.navigate = (() => {
  const APPLE = /iPhone|iPad|iPod|Macintosh/;
  const DECIMALS = 6; // of a degree, a decimetre; the applications' documentation allows no more

  /* What encodeURIComponent leaves may still mean something: brackets end geo:'s label. A lone surrogate would throw. */
  const coded = (text) =>
    encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd")).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );

  const joined = (first, second) => `${first.toFixed(DECIMALS)},${second.toFixed(DECIMALS)}`;

  const system = (feature, gcj02, name, device) => {
    const [zh, en] = ["手机自带地图", "the phone's own map"];
    if (APPLE.test(device)) {
      return [{ id: "system", zh, en, href: `https://maps.apple.com/?daddr=${joined(gcj02[1], gcj02[0])}&dirflg=w` }];
    }
    // the scheme's datum is WGS 84: a position in another one would lead hundreds of metres astray
    if (feature.datum !== "wgs84") return [];
    const [lon, lat] = feature.geometry.coordinates;
    return [{ id: "system", zh, en, href: `geo:${joined(lat, lon)}?q=${joined(lat, lon)}(${coded(name)})` }];
  };

  return {
    /* Links to a station's feature, [{id, zh, en, href}]; `system` is missing where the feature is not in WGS 84 and
       the device knows geo: alone. */
    links(feature, device = navigator.userAgent) {
      const { name, id, address, gcj02 } = feature.properties;
      const [lon, lat] = gcj02;
      const title = name || id;
      // a comma would begin another part of Amap's destination
      const amap = `${joined(lon, lat)},${coded(title.replace(/,/g, "，"))}`;
      const baidu = `location=${joined(lat, lon)}&title=${coded(title)}&content=${coded(address || title)}`;
      const tencent = `to=${coded(title)}&tocoord=${joined(lat, lon)}`;
      return [
        {
          id: "amap",
          zh: "高德地图",
          en: "Amap",
          href: `https://uri.amap.com/navigation?to=${amap}&mode=walk&coordinate=gaode&src=stationmap&callnative=1`,
        },
        {
          id: "baidu",
          zh: "百度地图",
          en: "Baidu",
          href: `https://api.map.baidu.com/marker?${baidu}&coord_type=gcj02&output=html&src=webapp.stationmap.stationmap`,
        },
        {
          id: "tencent",
          zh: "腾讯地图",
          en: "Tencent",
          href: `https://apis.map.qq.com/uri/v1/routeplan?type=walk&${tencent}&coord_type=2&referer=stationmap`,
        },
        ...system(feature, gcj02, title, device),
      ];
    },
  };
})();
